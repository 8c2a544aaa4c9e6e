import type { DesiredClient } from '../model/desired.ts'
import type { AccessChange } from './entry.ts'

/** The differences between two desired states of a client, sorted by asset and holder; undefined desires nothing. */
export function accessDiff(
  before: Pick<DesiredClient, 'assets'> | undefined,
  after: Pick<DesiredClient, 'assets'> | undefined,
): AccessChange[] {
  const [from, to] = [levelsIn(before), levelsIn(after)]
  return [...new Set([...from.keys(), ...to.keys()])].sort().flatMap((key) => {
    const [asset = '', who = ''] = key.split('\n')
    const change = { asset, who, before: from.get(key) ?? null, after: to.get(key) ?? null }
    return change.before === change.after ? [] : [change]
  })
}

/** Levels by asset and holder. No id or address holds a line break. */
function levelsIn(client: Pick<DesiredClient, 'assets'> | undefined): Map<string, string> {
  const levels = (client?.assets ?? []).flatMap(({ id, share, people }) => [
    ...(share.by === 'partner' ? [[`${id}\nour share`, share.grant.level] as const] : []),
    ...people.map(({ principal, level }) => [`${id}\n${principal}`, level] as const),
  ])
  return new Map(levels)
}
