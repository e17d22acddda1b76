/** What is dear to make: the returned function makes it once for each key. */
export function kept<T>(): (key: string, make: () => T) => T {
  const all = new Map<string, T>();
  return (key, make) => {
    if (!all.has(key)) all.set(key, make());
    return all.get(key) as T;
  };
}
