import type { GraphErrorFacts } from './graph-error.ts'
import type { RetryPolicy } from './retry.ts'

// The circuit breaker of one token, as a state machine: what it saw, and what may be sent next. The clock and the random
// number are inputs; `breaker-queue.ts` makes requests wait.

/** What the breaker knows of a request. */
export type BreakerRequest = {
  /** Meta counts both against one budget, but a read that passes does not show that a write would. */
  readonly lane: Lane
  /** The first part of the path: an ad account, a Page, a Business. Empty for a batch. */
  readonly node: string
  /** The rest of the path; empty for the node itself. */
  readonly edge: string
}

type Lane = 'read' | 'write'

/** Why no further request is sent: Meta's last answer. */
export type Stop = Pick<GraphErrorFacts, 'kind' | 'code' | 'subcode' | 'message' | 'waitMinutes'>

/**
 * A request that may be sent. `round` tells the answers to requests that were on their way when Meta began to throttle.
 */
export type Pass = BreakerRequest & { readonly round: number; readonly probe: boolean }

/** `lost`: nobody knows what Meta would say. */
export type Outcome = 'answered' | 'lost' | { readonly refused: Stop }

export type BreakerEntry =
  | { readonly go: Pass }
  | { readonly stop: Stop }
  /** Ask again at this moment (milliseconds), or when the state changes, for "probe". */
  | { readonly wait: number | 'probe' }

type LaneState = {
  /** Grows with each throttled answer that counts. */
  readonly round: number
  /** Throttled answers in a row; 0 when all may be sent. */
  readonly row: number
  /** Those that are about the whole token, and what the others are about. */
  readonly whole: number
  readonly parts: ReadonlySet<string>
  /** Nothing is sent before this moment, in milliseconds; then one request at a time. */
  readonly until: number
  readonly probing: boolean
  readonly stop: Stop | undefined
}

/** A node, or one edge of it, that Meta throttles alone. */
type PartState = { readonly row: number; readonly stop: Stop | undefined }

export type BreakerState = {
  readonly stop: Stop | undefined
  readonly lanes: Readonly<Record<Lane, LaneState>>
  /** By lane and node, or lane, node and edge. */
  readonly parts: ReadonlyMap<string, PartState>
}

export type BreakerPolicy = Pick<RetryPolicy, 'attempts' | 'firstWaitMs' | 'longestWaitMs' | 'random'>

const FREE: LaneState = {
  round: 0,
  row: 0,
  whole: 0,
  parts: new Set(),
  until: 0,
  probing: false,
  stop: undefined,
}

export const CLOSED: BreakerState = { stop: undefined, lanes: { read: FREE, write: FREE }, parts: new Map() }

/** What becomes of a request at `now`. */
export function enter(
  state: BreakerState,
  asked: BreakerRequest,
  now: number,
): { readonly state: BreakerState; readonly entry: BreakerEntry } {
  const lane = state.lanes[asked.lane]
  const parts = [nodeOf(asked), edgeOf(asked)].map((part) => state.parts.get(part)?.stop)
  const stop = state.stop ?? lane.stop ?? parts.find((one) => one !== undefined)
  if (stop !== undefined) return { state, entry: { stop } }
  const pass: Pass = { ...asked, round: lane.round, probe: lane.row > 0 }
  if (!pass.probe) return { state, entry: { go: pass } }
  if (lane.probing) return { state, entry: { wait: 'probe' } }
  if (now < lane.until) return { state, entry: { wait: lane.until } }
  return { state: withLane(state, asked.lane, { ...lane, probing: true }), entry: { go: pass } }
}

/**
 * What follows from the answer to a request. Meta's block ends all requests of the token, since asking again makes it
 * longer (graph-api 4.2, FACT). Throttled requests are tried again by one of them at a time, as often in a row as a
 * request alone would be; that four nodes or edges in a row stand for all is INFERENCE.
 */
export function leave(
  state: BreakerState,
  pass: Pass,
  outcome: Outcome,
  now: number,
  policy: BreakerPolicy,
): BreakerState {
  const lane = state.lanes[pass.lane]
  const isOld = pass.round !== lane.round
  const done = pass.probe && !isOld ? withLane(state, pass.lane, { ...lane, probing: false }) : state
  if (outcome === 'lost') return done
  if (outcome === 'answered') return isOld ? done : answered(done, pass)
  const { refused } = outcome
  if (refused.kind === 'blocked') return { ...done, stop: done.stop ?? refused }
  return isOld ? done : throttled(done, pass, refused, now, policy)
}

function answered(state: BreakerState, pass: Pass): BreakerState {
  const parts = new Map(state.parts)
  parts.delete(nodeOf(pass))
  parts.delete(edgeOf(pass))
  const { round } = state.lanes[pass.lane]
  return { ...withLane(state, pass.lane, { ...FREE, round }), parts }
}

function throttled(
  state: BreakerState,
  pass: Pass,
  refused: Stop,
  now: number,
  { attempts, firstWaitMs, longestWaitMs, random }: BreakerPolicy,
): BreakerState {
  const lane = state.lanes[pass.lane]
  const part = partIn(refused, pass)
  const asked = (refused.waitMinutes ?? 0) * 60_000
  const whole = lane.whole + (part === undefined ? 1 : 0)
  const parts = part === undefined ? lane.parts : new Set([...lane.parts, part])
  const isSpent = (part === undefined && asked > longestWaitMs) || whole + parts.size >= attempts
  const backoff = firstWaitMs * 2 ** lane.row * (1 - random() / 2)
  const next: LaneState = {
    round: lane.round + 1,
    row: lane.row + 1,
    whole,
    parts,
    // A wait that is too long for a run concerns this part alone.
    until: now + (asked > longestWaitMs ? 0 : Math.max(asked, backoff)),
    probing: false,
    stop: isSpent ? refused : undefined,
  }
  const limited = withLane(state, pass.lane, next)
  if (part === undefined) return limited
  const row = (state.parts.get(part)?.row ?? 0) + 1
  const stop = asked > longestWaitMs || row >= attempts ? refused : undefined
  return { ...limited, parts: new Map([...state.parts, [part, { row, stop }]]) }
}

/**
 * What alone is throttled; undefined for the whole token. Source: graph-api 4.2: 32 is about a Page, 80000 to 80014 are
 * business use cases, which 4.4 counts by object (FACT). That 613 is about one call, and the others are about all, is
 * INFERENCE.
 */
function partIn({ code }: Stop, pass: Pass): string | undefined {
  if (pass.node === '') return undefined
  if (code === 613) return edgeOf(pass)
  return code === 32 || (code >= 80_000 && code <= 80_014) ? nodeOf(pass) : undefined
}

function withLane(state: BreakerState, lane: Lane, next: LaneState): BreakerState {
  return { ...state, lanes: { ...state.lanes, [lane]: next } }
}

function nodeOf({ lane, node }: BreakerRequest): string {
  return `${lane} ${node}`
}

/** The slash tells the node itself from a whole node. */
function edgeOf({ lane, node, edge }: BreakerRequest): string {
  return `${lane} ${node}/${edge}`
}
