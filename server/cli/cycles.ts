/** Cycles in an undirected graph. */

export interface Edge<Node, Value> {
  value: Value;
  ends: readonly [Node, Node];
}

/** The edges that lie on no cycle. */
export function edgesOnNoCycle<Node, Value>(edges: readonly Edge<Node, Value>[]): Edge<Node, Value>[] {
  const around = neighbours(edges);
  const reached = new Map<Node, Edge<Node, Value> | null>();
  const order: Node[] = [];
  const inTree = new Set<Edge<Node, Value>>();
  for (const root of around.keys()) {
    if (reached.has(root)) continue;
    reached.set(root, null);
    for (let next = order.push(root) - 1; next < order.length; next += 1) {
      const node = order[next] as Node;
      for (const edge of around.get(node) ?? []) {
        const other = farEnd(edge, node);
        if (reached.has(other)) continue;
        reached.set(other, edge);
        inTree.add(edge);
        order.push(other);
      }
    }
  }
  // Each edge beside the tree closes a cycle. Its mark meets itself again, and vanishes, where that cycle's ends do.
  const marks = new Map<Node, number>();
  const mark = (node: Node, bits: number) => marks.set(node, (marks.get(node) ?? 0) ^ bits);
  for (const [index, edge] of edges.entries()) {
    if (inTree.has(edge)) continue;
    const bits = Math.imul(index + 1, 0x9e3779b1) ^ (index << 7);
    for (const end of edge.ends) mark(end, bits);
  }
  const bare: Edge<Node, Value>[] = [];
  for (const node of order.reverse()) {
    const edge = reached.get(node) ?? null;
    if (edge === null) continue;
    const bits = marks.get(node) ?? 0;
    if (bits === 0) bare.push(edge);
    else mark(farEnd(edge, node), bits);
  }
  return bare;
}

/** The edges of a way between two nodes that has as few as possible that are not free. */
export function shortestPath<Node, Value>(
  edges: readonly Edge<Node, Value>[],
  [from, to]: readonly [Node, Node],
  isFree: (edge: Edge<Node, Value>) => boolean,
): Edge<Node, Value>[] {
  const around = neighbours(edges);
  const came = new Map<Node, Edge<Node, Value> | null>([[from, null]]);
  let now: Node[] = [from];
  while (now.length > 0 && !came.has(to)) {
    // All that can be had for nothing first, then one step that cannot.
    for (const node of now) {
      for (const edge of around.get(node) ?? []) {
        const other = farEnd(edge, node);
        if (came.has(other) || !isFree(edge)) continue;
        came.set(other, edge);
        now.push(other);
      }
    }
    const later: Node[] = [];
    for (const node of now) {
      for (const edge of around.get(node) ?? []) {
        const other = farEnd(edge, node);
        if (came.has(other)) continue;
        came.set(other, edge);
        later.push(other);
      }
    }
    now = later;
  }
  const path: Edge<Node, Value>[] = [];
  for (let node = to; ; ) {
    const edge = came.get(node) ?? null;
    if (edge === null) return path;
    path.push(edge);
    node = farEnd(edge, node);
  }
}

function neighbours<Node, Value>(edges: readonly Edge<Node, Value>[]): Map<Node, Edge<Node, Value>[]> {
  const around = new Map<Node, Edge<Node, Value>[]>();
  for (const edge of edges) {
    for (const end of edge.ends) {
      const others = around.get(end);
      if (others === undefined) around.set(end, [edge]);
      else others.push(edge);
    }
  }
  return around;
}

function farEnd<Node, Value>({ ends }: Edge<Node, Value>, near: Node): Node {
  return ends[0] === near ? ends[1] : ends[0];
}
