// Everything about one stage that can be drawn, as a form: the way without a mouse.
import { useState } from "react";
import type { BuyingJob, BuyingRole } from "../commands";
import type { Drawing, MoveFace, StageFace, TrackFace } from "./drawing";
import { BUYERS, JOBS, NEW_SHARE, freeName, freshId, rename, setDays, setPercent } from "./gestures";
import { TypedInput } from "./TypedInput";
import type { Acts } from "./useActs";

interface Props {
  drawing: Drawing;
  id: string;
  acts: Acts;
  close(): void;
}

export function StageEditor({ drawing, id, acts, close }: Props) {
  const stage = drawing.stages.find((each) => each.id === id);
  if (!stage) return null;
  const moves = drawing.moves.filter((move) => move.source === id);
  return (
    <>
      <header>
        <Figure label="Name" value={stage.name} take={(name) => acts.edit(rename("stages", id, name))} wide />
        <button type="button" className="smw-button smw-icon" aria-label="Close" title="Close" onClick={close}>
          ✕
        </button>
      </header>
      <div className="smw-fields">
        <Choice
          label="Buying job"
          value={stage.job}
          options={[...JOBS.map(({ job, name }) => [job as string, name] as const), ["other", "Another job"]]}
          take={(job) => acts.edit([{ do: "set_job", place: id, of: "stages", job: job as BuyingJob }])}
        />
        <Choice
          label="Buyer to win over"
          value={stage.buyer}
          options={[["", "Nobody named"], ...BUYERS.map(({ buyer, name }) => [buyer as string, name] as const)]}
          take={(buyer) => acts.edit([{ do: "set_buyer", stage: id, buyer: (buyer || null) as BuyingRole | null }])}
        />
        {stage.tracks.length === 0 && (
          <Figure label="Days of a visit" value={stage.days_text} take={(text) => acts.edit(setDays("stages", id, text))} />
        )}
      </div>
      <Jobs stage={stage} acts={acts} drawing={drawing} />
      <Moves stage={stage} moves={moves} drawing={drawing} acts={acts} />
    </>
  );
}

function Jobs({ stage, acts, drawing }: { stage: StageFace; acts: Acts; drawing: Drawing }) {
  const add = (): void =>
    acts.edit([{ do: "add_track", stage: stage.id, id: freshId("job"), name: freeName(drawing, "Parallel job") }]);
  return (
    <section>
      <h6>Jobs done in parallel</h6>
      {stage.tracks.map((track) => (
        <Job key={track.id} track={track} acts={acts} />
      ))}
      <button type="button" className="smw-link" data-act="add-track" onClick={add}>
        Add a parallel job
      </button>
    </section>
  );
}

function Job({ track, acts }: { track: TrackFace; acts: Acts }) {
  return (
    <div className="smw-line-of">
      <Figure label={`Name of ${track.name}`} hideLabel value={track.name} take={(name) => acts.edit(rename("tracks", track.id, name))} wide />
      <Figure label={`Days of ${track.name}`} hideLabel value={track.days_text} take={(text) => acts.edit(setDays("tracks", track.id, text))} />
      <Remove label={`Remove ${track.name}`} act={() => acts.edit([{ do: "remove_track", track: track.id }])} />
    </div>
  );
}

function Moves({ stage, moves, drawing, acts }: { stage: StageFace; moves: MoveFace[]; drawing: Drawing; acts: Acts }) {
  const places = [...drawing.stages.filter((each) => each.after_win === stage.after_win), ...endsFor(drawing, stage)];
  const names = new Map([...drawing.stages, ...drawing.ends].map((each) => [each.id, each.name]));
  const free = places.filter((place) => !moves.some((move) => move.target === place.id));
  return (
    <section>
      <h6>Where its buyers go</h6>
      {moves.map((move) => (
        <div className="smw-line-of" key={move.id} data-row={move.id}>
          <Choice
            label={`Target of the move to ${names.get(move.target) ?? ""}`}
            hideLabel
            value={move.target}
            options={places
              .filter((place) => place.id === move.target || free.includes(place))
              .map((place) => [place.id, place.id === stage.id ? "stays for another round" : place.name] as const)}
            take={(target) => acts.edit([{ do: "reconnect", move: move.id, target }])}
          />
          <Figure
            label={`Per cent to ${names.get(move.target) ?? ""}`}
            hideLabel
            value={move.percent_text}
            take={(text) => acts.edit(setPercent(move.id, text))}
          />
          <button
            type="button"
            className="smw-button smw-icon"
            aria-pressed={move.locked}
            aria-label={`Lock the move to ${names.get(move.target) ?? ""}`}
            title={move.locked ? "Locked: other moves leave it where it is" : "Lock"}
            onClick={() => acts.edit([{ do: "lock_move", move: move.id, locked: !move.locked }])}
          >
            <Lock closed={move.locked} />
          </button>
          <Remove label={`Remove the move to ${names.get(move.target) ?? ""}`} act={() => acts.edit([{ do: "disconnect", move: move.id }])} />
          <Figure
            label={`Reason of the move to ${names.get(move.target) ?? ""}`}
            hideLabel
            value={move.reason}
            placeholder="why?"
            take={(reason) => acts.edit([{ do: "set_reason", move: move.id, reason }])}
          />
        </div>
      ))}
      {free.length > 0 && (
        <Choice
          label="Add a move"
          value=""
          options={[["", "to …"], ...free.map((place) => [place.id, place.id === stage.id ? "itself (a loop)" : place.name] as const)]}
          take={(target) =>
            target && acts.edit([{ do: "connect", source: stage.id, target, probability: NEW_SHARE }])
          }
        />
      )}
    </section>
  );
}

function Lock({ closed }: { closed: boolean }) {
  return (
    <svg width="14" height="14" viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinejoin="round" aria-hidden="true">
      <path d={closed ? "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3" : "M6 11h12v9H6zM8.5 11V7.5a3.5 3.5 0 0 1 6.8-1.2"} />
    </svg>
  );
}

function endsFor(drawing: Drawing, stage: StageFace): { id: string; name: string }[] {
  return drawing.ends.filter(({ kind }) => (kind === "stayed" || kind === "churned") === stage.after_win);
}

interface FigureProps {
  label: string;
  value: string;
  take(text: string): void;
  hideLabel?: boolean;
  wide?: boolean;
  placeholder?: string;
}

// A figure or a name that is typed over; what Python says stands there again afterwards.
function Figure({ label, value, take, hideLabel, wide, placeholder }: FigureProps) {
  const [typing, setTyping] = useState(false);
  return (
    <label className="smw-figure" data-wide={wide || undefined}>
      {!hideLabel && <span>{label}</span>}
      {typing ? (
        <TypedInput value={value} label={label} take={take} leave={() => setTyping(false)} />
      ) : (
        <button type="button" className="smw-value" aria-label={`${label}: ${value || "none"}`} onClick={() => setTyping(true)}>
          {value || <em>{placeholder ?? "none"}</em>}
        </button>
      )}
    </label>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  options: (readonly [string, string])[];
  take(value: string): void;
  hideLabel?: boolean;
}

function Choice({ label, value, options, take, hideLabel }: ChoiceProps) {
  return (
    <label className="smw-figure">
      {!hideLabel && <span>{label}</span>}
      <select aria-label={label} value={value} onChange={(event) => take(event.target.value)}>
        {options.map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Remove({ label, act }: { label: string; act(): void }) {
  return (
    <button type="button" className="smw-button smw-icon" aria-label={label} title={label} onClick={act}>
      ✕
    </button>
  );
}
