/** Runs `work` on each item, at most `most` at a time. Results keep the order of the items. Throws the first error. */
export async function inTurns<T, R>(
  most: number,
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  const queue = items.entries()
  const takeFromQueue = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await work(item)
  }
  await Promise.all(Array.from({ length: most }, takeFromQueue))
  return results
}
