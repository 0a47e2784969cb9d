// What salesmodel/charts/choice_box.py hands over.

export interface Option {
  id: string;
  name: string;
  tip: string;
  own: boolean;
  has: boolean; // what the segment has now
  tag: string; // how that is known, or what the model shows where the group chose otherwise
  balance: string; // "" where it is not known
  best: string;
  trying: boolean;
  step: string; // "1 gives way next", "2"; "" where nothing leads here
  left: boolean; // what the segment has and would give up
}

export interface ChoiceRow {
  kind: string;
  name: string;
  origin: string;
  sentence: string;
  variants: Option[];
}

export interface Trial {
  kind: string;
  variant: string;
}

export interface ChoiceData {
  title: string;
  subtitle: string;
  rows: ChoiceRow[];
  trying: Trial[]; // one for each component that is tried; empty where nothing is
}
