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
}

type Lane = 'read' | 'write'

/** Why no further request is sent: Meta's last answer. */
export type Stop = Pick<GraphErrorFacts, 'kind' | 'code' | 'subcode' | 'message' | 'waitMinutes'>

/** A request that may be sent. `round` tells the answers to requests that were on their way when Meta began to throttle. */
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
  /** Those that Meta gives to a whole token, and the nodes of the others. */
  readonly whole: number
  readonly nodes: ReadonlySet<string>
  /** Nothing is sent before this moment, in milliseconds; then one request at a time. */
  readonly until: number
  readonly probing: boolean
  readonly stop: Stop | undefined
}

type NodeState = { readonly row: number; readonly stop: Stop | undefined }

export type BreakerState = {
  readonly stop: Stop | undefined
  readonly lanes: Readonly<Record<Lane, LaneState>>
  /** By lane and node. */
  readonly nodes: ReadonlyMap<string, NodeState>
}

export type BreakerPolicy = Pick<RetryPolicy, 'attempts' | 'firstWaitMs' | 'longestWaitMs' | 'random'>

const FREE: LaneState = {
  round: 0,
  row: 0,
  whole: 0,
  nodes: new Set(),
  until: 0,
  probing: false,
  stop: undefined,
}

export const CLOSED: BreakerState = { stop: undefined, lanes: { read: FREE, write: FREE }, nodes: new Map() }

/** What becomes of a request at `now`. */
export function enter(
  state: BreakerState,
  asked: BreakerRequest,
  now: number,
): { readonly state: BreakerState; readonly entry: BreakerEntry } {
  const lane = state.lanes[asked.lane]
  const stop = state.stop ?? lane.stop ?? state.nodes.get(keyOf(asked))?.stop
  if (stop !== undefined) return { state, entry: { stop } }
  const pass: Pass = { lane: asked.lane, node: asked.node, round: lane.round, probe: lane.row > 0 }
  if (!pass.probe) return { state, entry: { go: pass } }
  if (lane.probing) return { state, entry: { wait: 'probe' } }
  if (now < lane.until) return { state, entry: { wait: lane.until } }
  return { state: withLane(state, asked.lane, { ...lane, probing: true }), entry: { go: pass } }
}

/**
 * What follows from the answer to a request. Meta's block ends all requests of the token, since asking again makes it
 * longer (graph-api 4.2, FACT). Throttled requests are tried again by one of them at a time, as often in a row as a
 * request alone would be; that the codes of a business use case are about one node, and that four nodes in a row stand
 * for all, is INFERENCE.
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
  const nodes = new Map(state.nodes)
  nodes.delete(keyOf(pass))
  const { round } = state.lanes[pass.lane]
  return { ...withLane(state, pass.lane, { ...FREE, round }), nodes }
}

function throttled(
  state: BreakerState,
  pass: Pass,
  refused: Stop,
  now: number,
  { attempts, firstWaitMs, longestWaitMs, random }: BreakerPolicy,
): BreakerState {
  const lane = state.lanes[pass.lane]
  const ofNode = isAboutNode(refused) && pass.node !== ''
  const asked = (refused.waitMinutes ?? 0) * 60_000
  const row = (state.nodes.get(keyOf(pass))?.row ?? 0) + 1
  const whole = lane.whole + (ofNode ? 0 : 1)
  const nodes = ofNode ? new Set([...lane.nodes, pass.node]) : lane.nodes
  const isSpent = (!ofNode && asked > longestWaitMs) || whole + nodes.size >= attempts
  const backoff = firstWaitMs * 2 ** lane.row * (1 - random() / 2)
  const next: LaneState = {
    round: lane.round + 1,
    row: lane.row + 1,
    whole,
    nodes,
    // What is too long for a run concerns this node alone.
    until: now + (asked > longestWaitMs ? 0 : Math.max(asked, backoff)),
    probing: false,
    stop: isSpent ? refused : undefined,
  }
  const node: NodeState = { row, stop: asked > longestWaitMs || row >= attempts ? refused : undefined }
  return {
    ...withLane(state, pass.lane, next),
    nodes: ofNode ? new Map([...state.nodes, [keyOf(pass), node]]) : state.nodes,
  }
}

/** Source: graph-api 4.2: 32 is about a Page, 80000 to 80014 are business use cases, which 4.4 counts by object (FACT). */
function isAboutNode({ code }: Stop): boolean {
  return code === 32 || (code >= 80_000 && code <= 80_014)
}

function withLane(state: BreakerState, lane: Lane, next: LaneState): BreakerState {
  return { ...state, lanes: { ...state.lanes, [lane]: next } }
}

function keyOf({ lane, node }: BreakerRequest): string {
  return `${lane} ${node}`
}
