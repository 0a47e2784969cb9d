// React Flow ties an edge to handles that it finds in its nodes; ours are drawn from places worked
// out in geometry.ts, and these two only satisfy it.
import { Handle, Position } from "@xyflow/react";

export function Knots() {
  return (
    <>
      <Handle type="source" position={Position.Right} className="smw-knot" isConnectable={false} />
      <Handle type="target" position={Position.Left} className="smw-knot" isConnectable={false} />
    </>
  );
}
