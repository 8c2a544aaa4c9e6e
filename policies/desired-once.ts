import { desiredAccess, type DesiredClient } from '../provider/model/desired.ts'
import type { Client, Model } from '../provider/model/model.ts'

const known = new WeakMap<Model, WeakMap<Client, Map<string, DesiredClient>>>()

/**
 * What `desiredAccess` says, worked out once for a client and a day (UTC, year-month-day): the engine asks resource by
 * resource, and a client of a hundred assets would be worked out a hundred times. Keyed by the very objects, which are
 * never changed.
 */
export function desiredOnce(model: Model, client: Client, today: string): DesiredClient {
  const ofModel = known.get(model) ?? new WeakMap<Client, Map<string, DesiredClient>>()
  known.set(model, ofModel)
  const ofClient = ofModel.get(client) ?? new Map<string, DesiredClient>()
  ofModel.set(client, ofClient)
  const desired = ofClient.get(today) ?? desiredAccess(model, client, today)
  ofClient.set(today, desired)
  return desired
}
