import { desiredAccess, type DesiredClient } from '../provider/model/desired.ts'
import type { Client, Model } from '../provider/model/model.ts'
import type { Moment } from '../provider/model/moment.ts'

const known = new WeakMap<Model, WeakMap<Client, Map<Moment, DesiredClient>>>()

/**
 * Caches `desiredAccess` by client and moment: the engine asks resource by resource, and would compute a client of a
 * hundred assets a hundred times. The keys are the objects themselves, which never change.
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
