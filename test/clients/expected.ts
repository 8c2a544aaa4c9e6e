import type { AssetKind } from '../../provider/model/kinds.ts'
import { closure } from '../../provider/model/tasks.ts'
import { AGENCY, SMALL } from '../provider/emulator/support.ts'

/** One step of a client, and what it saw. */
export type Step = { readonly kind: string; readonly step: string; readonly said: unknown }

/** The asset of each kind in SMALL, with tasks to give, and then more of them. */
export const SUBJECTS = {
  ad_account: { id: 'act_1001', low: ['ANALYZE'], high: ['ADVERTISE', 'ANALYZE'] },
  pixel: { id: '2001', low: ['ANALYZE'], high: ['ADVERTISE', 'ANALYZE'] },
  page: { id: '3001', low: ['ANALYZE'], high: ['ADVERTISE', 'ANALYZE'] },
  instagram: { id: '4001', low: ['ANALYZE'], high: ['ADVERTISE', 'ANALYZE'] },
  catalog: { id: '5001', low: ['ADVERTISE'], high: ['MANAGE', 'ADVERTISE'] },
  whatsapp: { id: '6101', low: ['VIEW_TEMPLATES'], high: ['MANAGE_TEMPLATES'] },
} satisfies Readonly<Record<AssetKind, object>>

/** The SDK writes lists as text into forms, which edges with a JSON schema refuse. Source: graph-api 1.4 (LIVE-CLAIM). */
const JSON_ONLY: readonly string[] = ['instagram', 'whatsapp']
const REFUSED = 'error 100/None'

const OTHERS: Readonly<Record<string, unknown>> = {
  'page through people, one a page': 2,
  'me/adaccounts': 1,
  'give a task on a pixel': closure('pixel', ['UPLOAD']),
  'take it': 'not on it',
  'four reads, one of nothing': ['ok', 'ok', 'ok', 100],
}

/** What a step must see. Source: graph-api 1.1 to 1.4. */
export function expectedOf({ kind, step }: Pick<Step, 'kind' | 'step'>): unknown {
  if (!isSubject(kind)) return step.startsWith('list client_') ? 1 : OTHERS[step]
  const { low, high } = SUBJECTS[kind]
  switch (step) {
    case 'assign':
      return JSON_ONLY.includes(kind) ? REFUSED : readBack(kind, low)
    case 'assign again':
      return JSON_ONLY.includes(kind) ? REFUSED : readBack(kind, high)
    case 'take off':
      return kind === 'pixel' ? 'the SDK has no such method' : 'not on it'
    case 'list partners':
      return readBack(kind, sharedInSmall(kind))
    case 'grant again with more':
      return kind === 'page' ? 'error 3989/None' : readBack(kind, high)
    case 'revoke':
      return 0
    case 'grant':
      return readBack(kind, low)
    default:
      return undefined
  }
}

function isSubject(kind: string): kind is AssetKind {
  return kind in SUBJECTS
}

function sharedInSmall(kind: AssetKind): readonly string[] {
  const asset = SMALL.assets?.find(({ id }) => id === SUBJECTS[kind].id)
  return asset?.partners?.find(({ business }) => business === AGENCY)?.tasks ?? []
}

/** A Page in the new experience answers its tasks with a prefix. */
function readBack(kind: AssetKind, tasks: readonly string[]): string[] {
  const all = closure(kind, tasks)
  return kind === 'page' ? all.map((task) => `PROFILE_PLUS_${task}`) : all
}
