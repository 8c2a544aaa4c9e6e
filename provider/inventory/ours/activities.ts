import type { GraphApi } from '../../graph/api.ts'
import { readBatch } from '../../graph/batch.ts'
import { GraphError } from '../../graph/graph-error.ts'
import { nextOf, PAGE_SIZE, rowsOf, type GraphRow } from '../../graph/list.ts'
import type { OperationAnswer } from '../../graph/operation.ts'
import type { Principal } from '../../model/model.ts'
import type { AccountLog, ObservedMember } from '../../model/observed.ts'
import { plainName } from '../../model/plain-name.ts'
import { notSeen } from '../not-seen.ts'

/** An ad account and the people whose use of it is checked. */
export type LogRequest = { readonly account: string; readonly people: readonly Principal[] }

/** A span of days, both included (UTC, year-month-day). */
export type Span = { readonly since: string; readonly until: string }

type FoundInLog = { readonly active: Set<Principal>; readonly added: Set<Principal> }

/** The event that adds somebody to an ad account. Source: graph-api 3 (FACT). */
const ADDED = 'ad_account_add_user_to_role'

const EMPTY = { kind: 'empty', message: 'its log is empty' } as const

/**
 * The people who changed something on each ad account, by its log; read until all of them are found or the log ends.
 * Source: graph-api 3 (FACT): `GET /act_<id>/activities` shows one week unless `since` and `until` say otherwise, and
 * requires `business_id` for an account of a Business. No source says which id `actor_id` is, so an actor matches by id
 * or by name (INFERENCE; it can only make somebody look active). A log without rows proves nothing. Throws only when
 * the token does not work.
 */
export async function readActivities(
  api: GraphApi,
  business: string,
  requests: readonly LogRequest[],
  members: readonly ObservedMember[],
  { since, until }: Span,
): Promise<Map<string, AccountLog>> {
  const params = {
    business_id: business,
    since: String(Date.parse(`${since}T00:00:00Z`) / 1000),
    until: String(Date.parse(`${until}T23:59:59Z`) / 1000),
    fields: 'event_time,event_type,actor_id,actor_name,object_id,object_name',
    limit: String(PAGE_SIZE),
  }
  const firsts = await readBatch(
    api,
    requests.map(({ account }) => ({ path: `${account}/activities`, params })),
  )
  const logs = new Map<string, AccountLog>()
  for (const [index, { account, people }] of requests.entries()) {
    const asked = members.filter(({ principal }) => people.includes(principal))
    logs.set(account, await logFrom(api, firsts[index], asked))
  }
  return logs
}

async function logFrom(
  api: GraphApi,
  first: OperationAnswer | undefined,
  asked: readonly ObservedMember[],
): Promise<AccountLog> {
  try {
    if (first === undefined || 'error' in first) throw first?.error ?? new Error('one answer is missing')
    return await logIn(api, first.body, asked)
  } catch (error) {
    if (!(error instanceof GraphError) || error.kind === 'token') throw error
    return { state: 'unknown', reason: notSeen(error) }
  }
}

async function logIn(api: GraphApi, first: unknown, asked: readonly ObservedMember[]): Promise<AccountLog> {
  const found: FoundInLog = { active: new Set(), added: new Set() }
  let page = first
  let rows = 0
  for (;;) {
    for (const row of rowsOf(page)) note(row, asked, found)
    rows += rowsOf(page).length
    const next = nextOf(page)
    const done = asked.every(({ principal }) => found.active.has(principal))
    if (next === undefined || (done && rows > 0)) break
    page = await api.call('GET', next)
  }
  return rows === 0 ? { state: 'unknown', reason: EMPTY } : { state: 'seen', ...found }
}

function note(row: GraphRow, asked: readonly ObservedMember[], { active, added }: FoundInLog): void {
  for (const member of asked) {
    if (isNamed(member, row['actor_id'], row['actor_name'])) active.add(member.principal)
    if (row['event_type'] === ADDED && isNamed(member, row['object_id'], row['object_name']))
      added.add(member.principal)
  }
}

function isNamed({ id, name }: ObservedMember, givenId: unknown, givenName: unknown): boolean {
  if (givenId === id) return true
  return typeof givenName === 'string' && name !== '' && plainName(givenName) === plainName(name)
}
