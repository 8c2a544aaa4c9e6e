import { isDeepStrictEqual } from 'node:util'
import { finding } from '../findings/catalogue.ts'
import type { DesiredAsset } from '../model/desired.ts'
import type { Principal } from '../model/model.ts'
import type { ObservedPartner } from '../model/observed.ts'
import type { Refusal, Waiting } from '../plan/change.ts'
import { compareAsset } from '../plan/compare.ts'
import { satisfies, heldFrom } from '../plan/held.ts'
import { refTo, refusalOf } from '../plan/ownership.ts'
import { refusalFinding } from '../plan/refusal-finding.ts'
import { titleOf } from '../plan/titles.ts'
import type { Failure } from './failure.ts'
import { desiredOf, droppedOf, managedIn, type AssetInputs, type AssetState } from './inputs.ts'
import { keptFrom } from './kept.ts'
import { hiddenOn, mayBeOn } from './leaving.ts'
import type { Meta } from './meta.ts'
import type { Look, observer } from './observe.ts'
import type { HandlerOutcome, Handler } from './handler.ts'
import { laterIn, madeWishes, sameWishes, waitingNow } from './wishes.ts'

/** The handler of all asset resources: create adopts, update converges, deleting what is gone succeeds. */
export function assetHandler(
  look: ReturnType<typeof observer>,
  meta: Meta,
): Handler<AssetInputs, AssetState> {
  const converge = async (inputs: AssetInputs, desired: DesiredAsset, seen: Look) =>
    (await import('./converge.ts')).converge(inputs, desired, seen, meta)
  return {
    idOf: ({ asset }) => asset,
    differs: async (olds, news) => {
      const seen = await look(news, managedIn(olds))
      const compared = compareAsset(desiredOf(news), seen.observed, seen.around)
      const { changes, refused } = compared
      // The state keeps whom we may remove, what was asked last and what is to come, also without a change at Meta.
      const later = waitingNow(compared, news, olds, seen)
      const isKept = sameWishes(olds, news) && isDeepStrictEqual(laterIn(olds), later)
      return !isKept || isRefused(olds) !== (refused !== undefined) || changes.length > 0
    },
    read: async (state) => {
      const seen = await look(state, managedIn(state))
      if (seen.observed.state === 'unknown') return { ...state, unknown: seen.observed.reason.message }
      return { ...stateOf(state, seen, seen, laterIn(state)), ...(isRefused(state) ? { refused: true } : {}) }
    },
    inputsSeen: (state) => inputsSeen(state),
    apply: async (inputs, olds) => {
      const seen = await look(inputs, managedIn(olds))
      const desired = desiredOf(inputs)
      const { observed, failures } = await converge(inputs, desired, seen)
      const refused = refusalOf(desired, seen.observed)
      const after = { ...seen, observed }
      const { changes } = compareAsset(desired, seen.observed, seen.around)
      const made = madeWishes(inputs, olds, changes, seen)
      const later = waitingNow(compareAsset(desired, observed, seen.around), inputs, olds, after)
      const state = stateOf(made, after, seen, later)
      return refused === undefined
        ? { state, failures }
        : { state: { ...state, refused: true }, failures: [...failures, notOurs(inputs, seen, refused)] }
    },
    remove: async (state): Promise<HandlerOutcome<AssetState>> => {
      const seen = await look(state, managedIn(state))
      if (seen.observed.state === 'unknown')
        return { state, failures: [notSeen(state, seen.observed.reason.message)] }
      const unlisted = await (await import('./shown-by-client.ts')).shownByClient(state, seen, meta)
      if (unlisted !== undefined) return { state, failures: [notSeen(state, unlisted)] }
      const { observed, failures } = await converge(state, droppedOf(state), seen)
      const hidden = hiddenOn({ ...seen, observed }, managedIn(state))
      return {
        state: { ...state, observed: keptFrom(observed) },
        failures: hidden === undefined ? failures : [...failures, notSeen(state, hidden)],
      }
    },
  }
}

/** metagrant cannot revoke what it cannot see. The engine has to keep the asset, or the access would stay unnoticed. */
function notSeen({ kind, asset, name, agencyBusiness }: AssetInputs, message: string): Failure {
  const ref = { kind, id: asset, name }
  const unseen = finding('ASSET_KEPT', { subject: titleOf(ref), message })
  return { finding: unseen, asset, subject: { partner: agencyBusiness } }
}

function notOurs(inputs: AssetInputs, { observed }: Look, refused: Refusal): Failure {
  const asset = refTo(desiredOf(inputs), observed)
  const found = refusalFinding(inputs.client, asset, refused, undefined)
  return { finding: found, asset: asset.id, subject: { partner: inputs.agencyBusiness } }
}

function isRefused({ refused }: AssetState): boolean {
  return refused === true
}

function stateOf(inputs: AssetInputs, look: Look, before: Look, later: readonly Principal[]): AssetState {
  const { observed, around } = look
  const { waiting } = compareAsset(desiredOf(inputs), observed, around)
  const { unknown: _past, leaving: _left, later: _later, refused: _refused, ...clean } = inputs as AssetState
  const given = refusalOf(desiredOf(inputs), before.observed) === undefined ? inputs.people : {}
  const leaving = before.around.managed.filter(
    (principal) => given[principal] === undefined && mayBeOn(inputs, principal, look, before),
  )
  return {
    ...clean,
    observed: keptFrom(observed),
    waiting: waiting.map(keyOf),
    ...(later.length === 0 ? {} : { later }),
    ...(leaving.length === 0 ? {} : { leaving }),
  }
}

function keyOf({ for: reason, subject }: Waiting): string {
  return `${reason}: ${'partner' in subject ? 'partner' : subject.principal}`
}

function partnerSeen({ kind, partner }: AssetInputs, seen: ObservedPartner): Pick<AssetInputs, 'partner'> {
  const tasks = seen.state === 'granted' ? seen.tasks : undefined
  if (partner === undefined || tasks === undefined || satisfies(kind, tasks, partner.tasks))
    return partner ? { partner } : {}
  return { partner: heldFrom(kind, tasks) }
}

/**
 * The inputs as if the files asked for what is there: the official CLI then shows drift in its own words. Inputs that
 * Meta satisfies stay as they are.
 */
function inputsSeen(state: AssetState): AssetInputs {
  const {
    observed,
    waiting: _waiting,
    later: _later,
    unknown: _unknown,
    refused: _refused,
    ...inputs
  } = state
  if (observed.state !== 'present') return inputs
  const { kind } = inputs
  const people = Object.entries(inputs.people).map(
    ([principal, asked]): [Principal, AssetInputs['people'][string]] => {
      const tasks = observed.assignments[principal]
      if (tasks === undefined || satisfies(kind, tasks, asked.tasks)) return [principal, asked]
      return [principal, { ...heldFrom(kind, tasks), because: asked.because }]
    },
  )
  return { ...inputs, people: Object.fromEntries(people), ...partnerSeen(inputs, observed.partner) }
}
