/** From an instant to before another, in ms since 1970. */
export interface Stretch {
  from: number;
  to: number;
}

/** Sorts them, makes one of those that overlap or touch, and cuts off what is outside of the span. */
export function mergeStretches(stretches: readonly Stretch[], span: Stretch): Stretch[] {
  const merged: Stretch[] = [];
  const within = stretches
    .map(({ from, to }) => ({ from: Math.max(from, span.from), to: Math.min(to, span.to) }))
    .filter(({ from, to }) => from < to)
    .sort((one, other) => one.from - other.from);
  for (const stretch of within) {
    const last = merged.at(-1);
    if (last !== undefined && stretch.from <= last.to) last.to = Math.max(last.to, stretch.to);
    else merged.push(stretch);
  }
  return merged;
}
