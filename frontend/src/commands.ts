// Made by `npm run types` from docs/schema/commands.schema.json. Do not edit.


export type Command = (RenameModel | SetCurrency | Rename | AddSegment | RemoveSegment | SetSegmentValue | SetComponent | ClearComponent | AddVariant | DescribeVariant | RemoveVariant | SetJudgement | SetJudgements | ClearJudgement | ReviewPair | DateChange | AcceptFinding | ReopenFinding | AddStage | RemoveStage | MoveStage | SetDwell | SetEntry | SetJob | SetBuyer | DuplicateStage | AddTrack | RemoveTrack | AddOutcome | RemoveOutcome | Connect | Disconnect | Reconnect | SetProbability | LockMove | SetReason | SetMoves | SetCells | SetTotal | SetTotalDays | SetTotalHours | PasteStages | PasteSegment | AddTask | RemoveTask | SetTaskValue | SetPurposes | SetShare | SetShares | LockShare | SetBaseline | AddRole | RemoveRole | SetRoleValue | SetSkill)
/**
 * What a quantity is counted in.
 */
export type Unit = ("share" | "ratio" | "days" | "months" | "hours" | "hours_per_year" | "money" | "money_per_year" | "per_year" | "heads" | "people" | "log_odds")
/**
 * A part that somebody plays in the buyer's decision.
 */
export type BuyingRole = ("user" | "champion" | "economic_buyer" | "procurement")
/**
 * The four components of a sales model.
 */
export type ComponentKind = ("customer_selection" | "value_proposition" | "selling_tasks" | "value_delivery")
/**
 * `REFUSED`: the model cannot be evaluated; `SEVERE`, `WATCH`, `NOTE`: it can.
 */
export type Severity = ("refused" | "severe" | "watch" | "note")
/**
 * The buying job that a stage (or a parallel track of it) is for the buyer.
 */
export type BuyingJob = ("problem_recognition" | "solution_exploration" | "vendor_evaluation" | "consensus_building" | "procurement" | "onboarding" | "adoption" | "renewal" | "expansion" | "other")
/**
 * How a journey ends; `STAYED` and `CHURNED` end the part after a win.
 */
export type OutcomeKind = ("won" | "lost_to_rival" | "no_decision" | "stayed" | "churned")
/**
 * The kind of role; it fixes the role's colour.
 */
export type RoleKind = ("sdr" | "ae" | "se" | "csm" | "am" | "partner" | "product" | "marketing")
/**
 * What a task is for the seller; only `SELLING` and `TECHNICAL` count as selling.
 */
export type TaskKind = ("selling" | "prospecting" | "qualification" | "technical" | "onboarding" | "service" | "administration")
/**
 * `REACHES_MANY`: several people of the buying group, not one contact; `REACHES_EXECUTIVES`:
 * who decides on the money; `MAKES_THE_CASE`: works out the value in the buyer's own numbers.
 */
export type Purpose = ("reaches_many" | "reaches_executives" | "makes_the_case")

/**
 * Give the whole model another name.
 */
export interface RenameModel {
do: "rename_model"
name: string
}
/**
 * Say which currency the figures are in; none is converted.
 */
export interface SetCurrency {
do: "set_currency"
currency: string
}
/**
 * Give an entity another name; whatever points to it goes by its id and stays.
 */
export interface Rename {
do: "rename"
collection: ("segments" | "stages" | "tracks" | "outcomes" | "roles" | "tasks" | "variants")
id: string
name: string
}
/**
 * Add a segment: `like` another one, or with the `first_stage` of its journey.
 * 
 * A copy takes journey, tasks, shares and components; their ids are the new segment's id, a dot
 * and the old id. A first stage comes with the three outcomes of a sale and leads to the win.
 */
export interface AddSegment {
do: "add_segment"
segment: Segment
like?: (string | null)
first_stage?: (Stage | null)
}
/**
 * A group of buyers who buy alike, and what a customer of it is worth.
 * 
 * `arrivals`: buyers entering a year; `deal_value`: money for the first year; `gross_margin`
 * and `retention` (a year): shares.
 */
export interface Segment {
id: string
name: string
arrivals: Quantity
deal_value: Quantity
gross_margin: Quantity
retention: Quantity
profile?: BuyingProfile
}
/**
 * One input: `value` in `unit`, its `origin`, and `low`..`high` where a range is known.
 * 
 * `typed`: the number as a person wrote it ("20-30%", "3 wk"), shown as such; empty otherwise.
 */
export interface Quantity {
value: number
unit: Unit
origin?: (Observed | Estimated | Judged | Assumed)
low?: (number | null)
high?: (number | null)
typed?: string
}
/**
 * Counted in a file: how many rows, over which period, in which file.
 */
export interface Observed {
kind?: "observed"
n: number
period?: string
file?: string
}
/**
 * Worked out from `n` observations; the quantity's range is its 90% interval.
 */
export interface Estimated {
kind?: "estimated"
n: number
method?: string
}
/**
 * Said by somebody, in a workshop or alone.
 */
export interface Judged {
kind?: "judged"
by?: string
workshop?: string
}
/**
 * Taken from a source that is not this company: a row of the default figures, or a guess.
 */
export interface Assumed {
kind?: "assumed"
source?: string
}
/**
 * How a segment buys: people involved, formality (0 to 1), human contact wanted (0 to 1).
 */
export interface BuyingProfile {
stakeholders?: Quantity1
formality?: Quantity2
human_contact?: Quantity3
}
/**
 * One input: `value` in `unit`, its `origin`, and `low`..`high` where a range is known.
 * 
 * `typed`: the number as a person wrote it ("20-30%", "3 wk"), shown as such; empty otherwise.
 */
export interface Quantity1 {
value: number
unit: Unit
origin?: (Observed | Estimated | Judged | Assumed)
low?: (number | null)
high?: (number | null)
typed?: string
}
/**
 * One input: `value` in `unit`, its `origin`, and `low`..`high` where a range is known.
 * 
 * `typed`: the number as a person wrote it ("20-30%", "3 wk"), shown as such; empty otherwise.
 */
export interface Quantity2 {
value: number
unit: Unit
origin?: (Observed | Estimated | Judged | Assumed)
low?: (number | null)
high?: (number | null)
typed?: string
}
/**
 * One input: `value` in `unit`, its `origin`, and `low`..`high` where a range is known.
 * 
 * `typed`: the number as a person wrote it ("20-30%", "3 wk"), shown as such; empty otherwise.
 */
export interface Quantity3 {
value: number
unit: Unit
origin?: (Observed | Estimated | Judged | Assumed)
low?: (number | null)
high?: (number | null)
typed?: string
}
/**
 * One buying job of one segment's journey.
 * 
 * `buyer`: whom the stage's selling tasks must win over most; `entry`: share of buyers that enter
 * here (of customers, for a stage with `after_win`); `dwell`: mean days of a visit; `dwell_cv`:
 * its coefficient of variation. When the stage has tracks, they give dwell and losses, and its own
 * dwell is not used.
 */
export interface Stage {
id: string
segment: string
name: string
/**
 * The buying job that a stage (or a parallel track of it) is for the buyer.
 */
job?: ("problem_recognition" | "solution_exploration" | "vendor_evaluation" | "consensus_building" | "procurement" | "onboarding" | "adoption" | "renewal" | "expansion" | "other")
buyer?: (BuyingRole | null)
after_win?: boolean
entry?: Quantity4
dwell: Quantity
dwell_cv?: Quantity5
x?: number
y?: number
}
/**
 * One input: `value` in `unit`, its `origin`, and `low`..`high` where a range is known.
 * 
 * `typed`: the number as a person wrote it ("20-30%", "3 wk"), shown as such; empty otherwise.
 */
export interface Quantity4 {
value: number
unit: Unit
origin?: (Observed | Estimated | Judged | Assumed)
low?: (number | null)
high?: (number | null)
typed?: string
}
/**
 * One input: `value` in `unit`, its `origin`, and `low`..`high` where a range is known.
 * 
 * `typed`: the number as a person wrote it ("20-30%", "3 wk"), shown as such; empty otherwise.
 */
export interface Quantity5 {
value: number
unit: Unit
origin?: (Observed | Estimated | Judged | Assumed)
low?: (number | null)
high?: (number | null)
typed?: string
}
/**
 * Remove a segment with all that belongs to it: journey, tasks, shares, components.
 * 
 * Its reviews go too, and the acceptances of findings that name it.
 */
export interface RemoveSegment {
do: "remove_segment"
segment: string
}
/**
 * Set one figure of a segment or of its buying profile.
 */
export interface SetSegmentValue {
value: number
origin?: (Observed | Estimated | Judged | Assumed)
low?: (number | null)
high?: (number | null)
do: "set_segment_value"
segment: string
field: ("arrivals" | "deal_value" | "gross_margin" | "retention" | "profile.stakeholders" | "profile.formality" | "profile.human_contact")
}
/**
 * Choose the variant of one of a segment's four components, with a sentence on it.
 * 
 * `promised_days`: the days from the win in which a value proposition is promised to work.
 */
export interface SetComponent {
do: "set_component"
segment: string
kind: ComponentKind
variant: string
note?: string
promised_days?: (number | null)
}
/**
 * Take back what was chosen for a component; what can be read from the model counts again.
 */
export interface ClearComponent {
do: "clear_component"
segment: string
kind: ComponentKind
}
/**
 * Add a way of doing one component to those that can be chosen.
 */
export interface AddVariant {
do: "add_variant"
variant: Variant
}
/**
 * A way of doing one component that the group added to the library.
 */
export interface Variant {
id: string
kind: ComponentKind
name: string
description?: string
}
/**
 * Say anew what one of the group's own variants is; judgements on it are asked again.
 */
export interface DescribeVariant {
do: "describe_variant"
variant: string
description: string
}
/**
 * Remove one of the group's own variants with the judgements on it; refused while chosen.
 */
export interface RemoveVariant {
do: "remove_variant"
variant: string
}
/**
 * Say how far a variant supports (up to 3) or hinders (to -3) another, as one sees it.
 */
export interface SetJudgement {
do: "set_judgement"
source: string
target: string
value: number
by: string
why?: string
on?: (string | null)
rests_on?: {
[k: string]: number
}
wording?: string
}
/**
 * Set many judgements at once: a table or a matrix that was brought in.
 */
export interface SetJudgements {
do: "set_judgements"
/**
 * @maxItems 20000
 */
judgements: SetJudgement[]
}
/**
 * Take a person's judgement back.
 */
export interface ClearJudgement {
do: "clear_judgement"
judgement: string
}
/**
 * Say that two components of a segment were looked at together as they are: `seen`.
 */
export interface ReviewPair {
do: "review_pair"
segment: string
one: ComponentKind
other: ComponentKind
seen: {
[k: string]: number
}
by?: string
on?: (string | null)
}
/**
 * Note on a pair's review who made the change that nobody has looked at since, and when.
 */
export interface DateChange {
do: "date_change"
review: string
by?: string
on?: (string | null)
}
/**
 * Leave a finding as it is, with the reason; accepted again, it has the new reason.
 */
export interface AcceptFinding {
do: "accept_finding"
acceptance: Acceptance
}
/**
 * A finding that is left as it is, with the reason.
 * 
 * `about`: the finding's key; `severity`: what it was then. It does not hold for a worse one.
 */
export interface Acceptance {
id: string
about: string
severity: Severity
why: string
by: string
on?: (string | null)
}
/**
 * Take an acceptance back: the finding is open again.
 */
export interface ReopenFinding {
do: "reopen_finding"
acceptance: string
}
/**
 * Add a stage that sends all its buyers to `target`; `source` sends it `probability` of its.
 * 
 * Without a target it leads to the win (after the win: to staying). The first stage of a journey
 * is where all buyers enter; at any other nobody enters until its entry is set.
 */
export interface AddStage {
do: "add_stage"
stage: Stage
target?: (string | null)
source?: (string | null)
probability?: number
origin?: (Observed | Estimated | Judged | Assumed)
}
/**
 * Remove a stage with its tasks, tracks and moves.
 * 
 * What was sent to it goes on to where it led, so that the outcomes stay what they were (rule
 * 2.11); who entered there enters where it led.
 */
export interface RemoveStage {
do: "remove_stage"
stage: string
}
/**
 * Put a stage or an outcome elsewhere on the canvas.
 */
export interface MoveStage {
do: "move_stage"
stage: string
x: number
y: number
}
/**
 * Set the mean days of a visit of a stage, or of a job done in parallel inside one.
 */
export interface SetDwell {
value: number
origin?: (Observed | Estimated | Judged | Assumed)
low?: (number | null)
high?: (number | null)
do: "set_dwell"
place: string
of?: ("stages" | "tracks")
}
/**
 * Set the share of buyers that enter at this stage; the other stages' entries give way.
 */
export interface SetEntry {
do: "set_entry"
stage: string
share: number
origin?: (Observed | Estimated | Judged | Assumed)
}
/**
 * Say which buying job a stage, or a job done in parallel inside one, is for the buyer.
 */
export interface SetJob {
do: "set_job"
place: string
of?: ("stages" | "tracks")
job: BuyingJob
}
/**
 * Say whom the stage's selling tasks must win over most, or (null) name nobody.
 */
export interface SetBuyer {
do: "set_buyer"
stage: string
buyer: (BuyingRole | null)
}
/**
 * Copy a stage with its tracks, tasks, shares and moves out, locks and baseline included.
 * 
 * Nobody enters the copy and no move leads to it yet. A loop of the stage becomes a loop of the
 * copy. Ids of what comes with it are the copy's id, a dot and the old id.
 */
export interface DuplicateStage {
do: "duplicate_stage"
stage: string
new_id: string
name: string
x: number
y: number
origin?: (Observed | Estimated | Judged | Assumed)
}
/**
 * Add a job done in parallel inside a stage.
 * 
 * A stage without such jobs first makes one of its own work: under its name, with its days, its
 * tasks and all that it loses. The new job loses nobody yet, so the stage loses as many as before.
 * Without `days` it takes as long as the longest job beside it.
 */
export interface AddTrack {
do: "add_track"
stage: string
id: string
name: string
/**
 * The buying job that a stage (or a parallel track of it) is for the buyer.
 */
job?: ("problem_recognition" | "solution_exploration" | "vendor_evaluation" | "consensus_building" | "procurement" | "onboarding" | "adoption" | "renewal" | "expansion" | "other")
days?: (number | null)
origin?: (Observed | Estimated | Judged | Assumed)
}
/**
 * Remove a job done in parallel; its tasks stay with the stage, for no job in particular.
 * 
 * The stage still loses what it lost: the jobs that stay bear it. The last but one takes the last
 * one with it: the stage has its days and its buying job from then on, and no parallel jobs.
 */
export interface RemoveTrack {
do: "remove_track"
track: string
}
/**
 * Let a journey end in one more way; each kind of end stands in it once.
 * 
 * Ends after the win may come before any stage after the win does: such a stage must lead to one.
 */
export interface AddOutcome {
do: "add_outcome"
segment: string
id: string
kind: OutcomeKind
name: string
x?: number
y?: number
}
/**
 * Remove an end of a journey; what was sent to it goes to the other moves in proportion.
 */
export interface RemoveOutcome {
do: "remove_outcome"
outcome: string
}
/**
 * Let buyers move from a stage to another stage or an outcome; its other moves give way.
 */
export interface Connect {
do: "connect"
source: string
target: string
probability: number
reason?: string
origin?: (Observed | Estimated | Judged | Assumed)
}
/**
 * Take a move away; the other moves out of its stage take its buyers in proportion.
 */
export interface Disconnect {
do: "disconnect"
move: string
}
/**
 * Lead a move to another `target`, from another `source`, or both; its id and reason stay.
 * 
 * From the same stage it keeps its probability and its lock. At another stage it comes in with
 * the same probability and the moves there give way; where it left, the others take its buyers in
 * proportion. What was counted on the old way is not counted on the new one, so `origin` says
 * where the probability comes from now (rule 3.9).
 */
export interface Reconnect {
do: "reconnect"
move: string
source?: (string | null)
target?: (string | null)
origin?: (Observed | Estimated | Judged | Assumed)
}
/**
 * Set how many of a stage's buyers make this move; its other moves give way.
 */
export interface SetProbability {
do: "set_probability"
move: string
probability: number
origin?: (Observed | Estimated | Judged | Assumed)
}
/**
 * Keep a move where it is while others are set, or let it go again.
 */
export interface LockMove {
do: "lock_move"
move: string
locked?: boolean
}
/**
 * Say why buyers make this move.
 */
export interface SetReason {
do: "set_reason"
move: string
reason: string
}
/**
 * Set all moves out of a stage at once; a target that is not named is no longer reached.
 */
export interface SetMoves {
do: "set_moves"
stage: string
moves: {
/**
 * This interface was referenced by `undefined`'s JSON-Schema definition
 * via the `patternProperty` "^[A-Za-z0-9][A-Za-z0-9_.\-]{0,63}$".
 */
[k: string]: number
}
origin?: (Observed | Estimated | Judged | Assumed)
}
/**
 * Set figures as they are typed: path to text, all at once or none.
 */
export interface SetCells {
do: "set_cells"
cells: {
[k: string]: string
}
}
/**
 * Set what several moves out of one stage are together; the moves beside them give way.
 */
export interface SetTotal {
do: "set_total"
/**
 * @minItems 1
 * @maxItems 200
 */
moves: [string, ...(string)[]]
total: string
}
/**
 * Set what the mean days in several places are together.
 */
export interface SetTotalDays {
do: "set_total_days"
/**
 * @minItems 1
 * @maxItems 400
 */
places: [TimedPlace, ...(TimedPlace)[]]
total: string
}
/**
 * A stage, or a job done in parallel inside one.
 */
export interface TimedPlace {
of?: ("stages" | "tracks")
id: string
}
/**
 * Set what the standard hours of several tasks are together.
 */
export interface SetTotalHours {
do: "set_total_hours"
/**
 * @minItems 1
 * @maxItems 2000
 */
tasks: [string, ...(string)[]]
total: string
}
/**
 * Paste stages into a segment; `x`, `y`: where the leftmost of them stands on the canvas.
 * 
 * They bring their tasks, shares, jobs in parallel, and the moves among them. A move to an outcome
 * leads to the segment's outcome of the same kind. What went to stages that were not copied is
 * spread over the other moves. Nobody enters at them, except in a journey that was empty.
 */
export interface PasteStages {
do: "paste_stages"
segment: string
fragment: Fragment
ids: string
x?: number
y?: number
origin?: (Observed | Estimated | Judged | Assumed)
}
/**
 * Stages with all that hangs on them, or a whole segment; its money is in `currency`.
 * 
 * Moves to stages that were not copied are left out. `outcomes`: those that the moves lead to;
 * of a segment, all it has. `variants`: those of the group's own that its components are.
 */
export interface Fragment {
currency?: string
segment?: (Segment | null)
/**
 * @maxItems 200
 */
stages?: Stage[]
/**
 * @maxItems 200
 */
tracks?: Track[]
/**
 * @maxItems 250
 */
outcomes?: Outcome[]
/**
 * @maxItems 4000
 */
moves?: Move[]
/**
 * @maxItems 100
 */
roles?: Role[]
/**
 * @maxItems 2000
 */
tasks?: Task[]
/**
 * @maxItems 40000
 */
assignments?: Assignment[]
/**
 * @maxItems 4
 */
components?: Component[]
/**
 * @maxItems 4
 */
variants?: Variant[]
}
/**
 * A job done in parallel inside a stage; the stage ends when its slowest track is done.
 * 
 * `loss`: probability that the buyer is lost in this track, per visit of the stage.
 */
export interface Track {
id: string
stage: string
name: string
/**
 * The buying job that a stage (or a parallel track of it) is for the buyer.
 */
job?: ("problem_recognition" | "solution_exploration" | "vendor_evaluation" | "consensus_building" | "procurement" | "onboarding" | "adoption" | "renewal" | "expansion" | "other")
dwell: Quantity
dwell_cv?: Quantity6
loss?: Quantity7
}
/**
 * One input: `value` in `unit`, its `origin`, and `low`..`high` where a range is known.
 * 
 * `typed`: the number as a person wrote it ("20-30%", "3 wk"), shown as such; empty otherwise.
 */
export interface Quantity6 {
value: number
unit: Unit
origin?: (Observed | Estimated | Judged | Assumed)
low?: (number | null)
high?: (number | null)
typed?: string
}
/**
 * One input: `value` in `unit`, its `origin`, and `low`..`high` where a range is known.
 * 
 * `typed`: the number as a person wrote it ("20-30%", "3 wk"), shown as such; empty otherwise.
 */
export interface Quantity7 {
value: number
unit: Unit
origin?: (Observed | Estimated | Judged | Assumed)
low?: (number | null)
high?: (number | null)
typed?: string
}
/**
 * An end of a segment's journey.
 */
export interface Outcome {
id: string
segment: string
name: string
kind: OutcomeKind
x?: number
y?: number
}
/**
 * A way out of a stage: to another stage, to itself (a loop) or to an outcome.
 */
export interface Move {
id: string
source: string
target: string
probability: Quantity
reason?: string
locked?: boolean
}
/**
 * Who or what executes tasks.
 * 
 * `annual_cost`: fully loaded money a head and year; `present_hours`: hours at work a head and
 * year; `productive_hours`: the part of them left for tasks; `ramp_months`: until a new head is
 * of full use; `attrition`: share that leaves a year; `skills`: proficiency by skill.
 */
export interface Role {
id: string
name: string
short: string
kind: RoleKind
annual_cost: Quantity
present_hours: Quantity
productive_hours: Quantity
headcount: Quantity
ramp_months?: Quantity8
attrition?: Quantity9
skills?: {
[k: string]: Proficiency
}
}
/**
 * One input: `value` in `unit`, its `origin`, and `low`..`high` where a range is known.
 * 
 * `typed`: the number as a person wrote it ("20-30%", "3 wk"), shown as such; empty otherwise.
 */
export interface Quantity8 {
value: number
unit: Unit
origin?: (Observed | Estimated | Judged | Assumed)
low?: (number | null)
high?: (number | null)
typed?: string
}
/**
 * One input: `value` in `unit`, its `origin`, and `low`..`high` where a range is known.
 * 
 * `typed`: the number as a person wrote it ("20-30%", "3 wk"), shown as such; empty otherwise.
 */
export interface Quantity9 {
value: number
unit: Unit
origin?: (Observed | Estimated | Judged | Assumed)
low?: (number | null)
high?: (number | null)
typed?: string
}
/**
 * How a role does tasks of one skill: `quality` 0 to 1, `productivity` (1 = standard hours).
 */
export interface Proficiency {
quality: Quantity
productivity?: Quantity10
}
/**
 * One input: `value` in `unit`, its `origin`, and `low`..`high` where a range is known.
 * 
 * `typed`: the number as a person wrote it ("20-30%", "3 wk"), shown as such; empty otherwise.
 */
export interface Quantity10 {
value: number
unit: Unit
origin?: (Observed | Estimated | Judged | Assumed)
low?: (number | null)
high?: (number | null)
typed?: string
}
/**
 * A selling task: `hours` (standard) per visit of its stage, or once per deal.
 * 
 * `stage` None: served before the journey, once for every buyer entering. `track`: the parallel
 * track it serves, if any. `weight`: what full fulfilment is worth against losing the buyer, in
 * log-odds (rule 3.6). `baseline_shares`: role id to share at the baseline; empty means that the
 * present assignment is the baseline. `purposes`: what it does beyond its kind; None where nobody
 * said yet, and its words tell (salesmodel.model.purposes).
 */
export interface Task {
id: string
segment: string
stage: (string | null)
track?: (string | null)
name: string
kind: TaskKind
skill: string
hours: Quantity
per?: ("visit" | "deal")
weight?: Quantity11
baseline_shares?: {
/**
 * This interface was referenced by `undefined`'s JSON-Schema definition
 * via the `patternProperty` "^[A-Za-z0-9][A-Za-z0-9_.\-]{0,63}$".
 */
[k: string]: number
}
purposes?: (Purpose[] | null)
}
/**
 * One input: `value` in `unit`, its `origin`, and `low`..`high` where a range is known.
 * 
 * `typed`: the number as a person wrote it ("20-30%", "3 wk"), shown as such; empty otherwise.
 */
export interface Quantity11 {
value: number
unit: Unit
origin?: (Observed | Estimated | Judged | Assumed)
low?: (number | null)
high?: (number | null)
typed?: string
}
/**
 * The share of a task that a role does; a locked share is not moved by other shares.
 */
export interface Assignment {
id: string
task: string
role: string
share: Quantity
locked?: boolean
}
/**
 * The variant of one of the four components that a segment has, and a sentence on it.
 * 
 * `variant`: a variant of the library or of the model. `promised_days`: of a value proposition,
 * the days from the win in which it is promised to work.
 */
export interface Component {
id: string
segment: string
kind: ComponentKind
variant: string
note?: string
promised_days?: (Quantity | null)
}
/**
 * Paste a whole segment as a new one: journey, tasks, shares, components and their variants.
 */
export interface PasteSegment {
do: "paste_segment"
fragment: Fragment
id: string
name: string
}
/**
 * Add a task; `owner` does all of it. Without an owner it stays uncovered.
 * 
 * A task whose purposes nobody said gets those that its words tell; a later rename keeps them.
 */
export interface AddTask {
do: "add_task"
task: Task
owner?: (string | null)
origin?: (Observed | Estimated | Judged | Assumed)
}
/**
 * Remove a task and who does it.
 */
export interface RemoveTask {
do: "remove_task"
task: string
}
/**
 * Set the standard hours of a task, or what it is worth against losing the buyer.
 */
export interface SetTaskValue {
value: number
origin?: (Observed | Estimated | Judged | Assumed)
low?: (number | null)
high?: (number | null)
do: "set_task_value"
task: string
field: ("hours" | "weight")
}
/**
 * Say what a task does beyond its kind: whom it reaches, what it proves.
 */
export interface SetPurposes {
do: "set_purposes"
task: string
purposes: Purpose[]
}
/**
 * Give a role this share of a task; the other roles' shares give way.
 * 
 * When all unlocked others are at zero, the first of them that has the skill takes the rest; when
 * the role does the task alone, the model's first other role with the skill does.
 */
export interface SetShare {
do: "set_share"
task: string
role: string
share: number
origin?: (Observed | Estimated | Judged | Assumed)
}
/**
 * Set all shares of a task at once; a role that is not named does none of it.
 */
export interface SetShares {
do: "set_shares"
task: string
shares: {
/**
 * This interface was referenced by `undefined`'s JSON-Schema definition
 * via the `patternProperty` "^[A-Za-z0-9][A-Za-z0-9_.\-]{0,63}$".
 */
[k: string]: number
}
origin?: (Observed | Estimated | Judged | Assumed)
}
/**
 * Keep a role's share of a task where it is while others are set, or let it go again.
 */
export interface LockShare {
do: "lock_share"
task: string
role: string
locked?: boolean
}
/**
 * Make the present shares of every task the baseline, from which conversion is measured.
 */
export interface SetBaseline {
do: "set_baseline"
}
/**
 * Add a role; it does nothing until it gets a share of a task.
 */
export interface AddRole {
do: "add_role"
role: Role
}
/**
 * Remove a role; the other roles of its tasks take its shares in proportion.
 * 
 * A task that it did alone is left uncovered. Baselines forget it and sum to one again.
 */
export interface RemoveRole {
do: "remove_role"
role: string
}
/**
 * Set one figure of a role.
 */
export interface SetRoleValue {
value: number
origin?: (Observed | Estimated | Judged | Assumed)
low?: (number | null)
high?: (number | null)
do: "set_role_value"
role: string
field: ("annual_cost" | "present_hours" | "productive_hours" | "headcount" | "ramp_months" | "attrition")
}
/**
 * Say how well a role does tasks of a skill; None takes the skill away.
 */
export interface SetSkill {
do: "set_skill"
role: string
skill: string
proficiency: (Proficiency | null)
}
