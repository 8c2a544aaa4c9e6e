/** Makes a value at the first call; every later call gets that one. A failure is kept, too. */
export function onceAsync<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}
