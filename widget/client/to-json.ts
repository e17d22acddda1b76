/** JSON as the language means it: pages with old Prototype.js give arrays a `toJSON` that makes texts of them. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, asItIs);
}

/** The value in its holder, whatever its `toJSON` made of it. */
function asItIs(this: Record<string, unknown>, key: string): unknown {
  return this[key];
}
