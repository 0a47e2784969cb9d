// Under the map: what its marks mean, and what the tasks in it make together.
interface Props {
  tasks: number;
  all: number;
  total: string;
  full: string;
  changes: boolean;
  ranges: boolean;
}

export function Foot({ tasks, all, total, full, changes, ranges }: Props) {
  const number = (count: number) => count.toLocaleString("en-US");
  const some = tasks === all ? number(all) : `${number(tasks)} of ${number(all)}`;
  return (
    <div className="smw-map-foot">
      <span>
        Share
        <i className="smw-map-ramp" aria-hidden="true">
          {[0, 1, 2, 3, 4].map((step) => (
            <i key={step} data-step={step} />
          ))}
        </i>
        0 to 100%
      </span>
      <span>
        <i className="smw-map-key-best" aria-hidden="true" />
        Most cost-effective
      </span>
      <span>
        <i className="smw-map-key-unable" aria-hidden="true" />
        Lacks the skill
      </span>
      {changes && (
        <span>
          <i className="smw-map-key-was" aria-hidden="true" />
          Baseline
        </span>
      )}
      {ranges && (
        <span title="Shares with which the result stays within 1% of the best">
          <i className="smw-map-key-range" aria-hidden="true" />
          As good, within 1%
        </span>
      )}
      <span className="smw-map-sum" aria-live="polite">
        {some} {all === 1 ? "task" : "tasks"}
        <b title={`${full} a year`}>{total}</b>
      </span>
    </div>
  );
}
