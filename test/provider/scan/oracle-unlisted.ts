import type { Estate } from '../../../provider/emulator/index.ts'
import { key, type Quirks } from './oracle-rules.ts'
import { AGENCY, type Wanted } from './world-types.ts'

/** Everything shared with us, or owned by us, that no file asks for. */
export function unlisted({ clients }: Wanted, { assets }: Estate, { emptyKind }: Quirks): string[] {
  const listed = new Set(
    clients.flatMap(({ route, assets: own }) =>
      own.filter((one) => one.own || route === 'partner').map(({ id }) => id),
    ),
  )
  const ours = assets.filter(({ id, owner }) => owner === AGENCY && !listed.has(id))
  const shared = assets
    .filter(
      ({ id, kind, partners }) =>
        kind !== emptyKind &&
        !listed.has(id) &&
        partners.some(({ business, status }) => business === AGENCY && status === 'CONFIRMED'),
    )
    .map(({ id }) => key('SHARE_UNLISTED', '', id))
  return [...shared, ...ours.map(({ id }) => key('OWN_UNLISTED', '', id))]
}
