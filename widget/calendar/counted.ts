/** A list of so many, each made of its place, from 0. Not `Array.from`: old Prototype.js has its own, which makes nothing. */
export function counted<Item>(count: number, make: (place: number) => Item): Item[] {
  return [...Array(count).keys()].map((place) => make(place));
}
