import { desiredAccess, type DesiredClient } from '../provider/model/desired.ts'
import type { Client, Model } from '../provider/model/model.ts'
import type { Moment } from '../provider/model/moment.ts'

const known = new WeakMap<Model, WeakMap<Client, Map<Moment, DesiredClient>>>()

/**
 * What `desiredAccess` says, worked out once for a client and a moment: the engine asks resource by resource, and a
 * client of a hundred assets would be worked out a hundred times. Keyed by the very objects, which are never changed.
 */
export function desiredOnce(model: Model, client: Client, today: Moment): DesiredClient {
  const ofModel = known.get(model) ?? new WeakMap<Client, Map<Moment, DesiredClient>>()
  known.set(model, ofModel)
  const ofClient = ofModel.get(client) ?? new Map<Moment, DesiredClient>()
  ofModel.set(client, ofClient)
  const desired = ofClient.get(today) ?? desiredAccess(model, client, today)
  ofClient.set(today, desired)
  return desired
}
