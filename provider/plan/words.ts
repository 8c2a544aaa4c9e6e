import { counted } from '../findings/phrases.ts'
import type { Reason } from '../model/desired.ts'
import type { Change, ComesTrue, Held, Later, Subject, Verb, Waiting, WaitingFor } from './change.ts'
import { movesCounted } from './move.ts'
import type { Plan } from './plan.ts'
import { titleOf } from './titles.ts'

/** The sign before a change, which shows at a glance whether access is added or removed. */
export const SIGN: Readonly<Record<Verb, string>> = {
  grant: '+',
  raise: '↑',
  lower: '↓',
  change: '~',
  revoke: '-',
}

/** What a change is called where changes are counted. */
const NOUN: Readonly<Record<Verb, string>> = {
  grant: 'grant',
  raise: 'raise',
  lower: 'reduction',
  change: 'other change',
  revoke: 'revocation',
}

/** The verbs in the order in which they are counted: those that add access first. */
const VERBS = Object.keys(SIGN) as Verb[]

/** The subject in words. */
export function subjectWords(subject: Subject): string {
  return 'partner' in subject ? 'our Business (partner)' : subject.principal
}

/** From what to what: `advertiser -> admin`; a grant has no before, a revocation no after. */
export function levelWords({ before, after }: Pick<Change, 'before' | 'after'>): string {
  if (before === undefined) return after?.level ?? ''
  return `${before.level} -> ${after?.level ?? 'none'}`
}

/** A change in one line, without its sign: who, on what, from what to what. */
export function changeWords(change: Change): string {
  return `${subjectWords(change.subject)} on ${titleOf(change.asset)}: ${levelWords(change)}`
}

/** The reason for a level. */
export function reasonWords(reason: Reason): string {
  if ('function' in reason) return reason.function
  return `exception ${reason.ticket} until ${reason.until}: ${reason.exception}`
}

/** What somebody must do by hand, as an instruction that names who does it. */
export function waitingWords(waiting: Waiting): string {
  const who = 'principal' in waiting.subject ? waiting.subject.principal : ''
  return WORDS[waiting.for]({ on: titleOf(waiting.asset), who, level: levelOf(waiting.wanted) })
}

/** What a change waits for, as the moment when it is made. */
export function onceWords({ waitsFor }: Pick<Later, 'waitsFor'>): string {
  return ONCE[waitsFor]
}

const ONCE: Readonly<Record<ComesTrue, string>> = {
  'client-share': 'once the client shares it',
  'client-level': 'once the client raises our share',
  'second-admin': 'once a second admin of the client approves the share',
  acceptance: 'once our Business accepts the share',
  invitation: 'once they accept the invitation',
  membership: 'once they are in our Business',
  'page-token': 'once our system user has a task on the Page',
}

/** What is pending and is not told by a change that is made later. */
export function waitingBeside({ waiting, later }: Pick<Plan, 'waiting' | 'later'>): Waiting[] {
  const keyOf = ({ asset, subject }: Pick<Waiting, 'asset' | 'subject'>) =>
    JSON.stringify([asset.kind, asset.id, subject])
  const told = new Set(later.map(keyOf))
  return waiting.filter((one) => !told.has(keyOf(one)))
}

type Parts = { readonly on: string; readonly who: string; readonly level: string }

const WORDS: Readonly<Record<WaitingFor, (parts: Parts) => string>> = {
  'client-share': ({ on, level }) => `The client shares ${on} with our Business as ${level}`,
  'client-level': ({ on, who, level }) =>
    who === ''
      ? `The client sets our share of ${on} to ${level}`
      : `The client raises our share of ${on} so that ${who} can be ${level}`,
  'client-unshare': ({ on }) => `The client ends our share of ${on}`,
  'client-person': ({ on, who, level }) =>
    level === '' ? `The client removes ${who} from ${on}` : `The client adds ${who} to ${on} as ${level}`,
  'second-admin': ({ on }) => `A second admin of the client approves the share of ${on}`,
  acceptance: ({ on }) =>
    `An admin of our Business accepts the share of ${on} in Business settings, Requests`,
  invitation: ({ on, who }) => `${who} accepts the invitation to our Business, for ${on}`,
  membership: ({ on, who }) => `${who} joins our Business first (npx metagrant apply agency), for ${on}`,
  'page-token': ({ on }) =>
    `An admin of our Business gives our system user a task on ${on} in Business settings`,
  'system-user': ({ who, level }) =>
    level === ''
      ? `An admin of our Business removes the system user ${who} in Business settings: Meta has no API for it`
      : `An admin of our Business makes the system user ${who} ${level} in Business settings: Meta has no API for it`,
  'pixel-removal': ({ on, who }) =>
    `An admin of our Business removes ${who} from ${on} in Business settings: Meta has no API for it`,
}

function levelOf(held: Held | undefined): string {
  return held?.level ?? ''
}

/** The changes and moves of plans in words, with how much could not be read: that may hold changes too. */
export function planWords(
  plans: readonly Pick<Plan, 'stack' | 'changes' | 'later' | 'moves' | 'unknown'>[],
): string {
  const unread = plans.flatMap(({ unknown }) => unknown).length
  const later = plans.flatMap((plan) => plan.later).length
  const toCome = later === 0 ? '' : `, ${later} later`
  const told = `${countWords(plans.flatMap(({ changes }) => changes))}${toCome}${movesCounted(plans)}`
  return unread === 0 ? told : `${told}; ${unread} not read`
}

/** `2 changes: 1 grant, 1 raise`, or `no changes`. */
function countWords(changes: readonly Change[]): string {
  if (changes.length === 0) return 'no changes'
  const counts = VERBS.map((verb) => ({
    verb,
    count: changes.filter((change) => change.verb === verb).length,
  }))
  const parts = counts.filter(({ count }) => count > 0).map(({ verb, count }) => counted(count, NOUN[verb]))
  return `${counted(changes.length, 'change')}: ${parts.join(', ')}`
}
