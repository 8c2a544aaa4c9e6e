import { desiredOnce } from './desired-once.ts'
import type { Client, Model } from '../provider/model/model.ts'
import type { Moment } from '../provider/model/moment.ts'
import type { RawFile } from '../provider/model/read/source.ts'
import { hasEnded } from '../provider/model/rules/dates.ts'
import type { AgencyScope, AssetScope, ClientScope, FilesScope, MemberScope } from './rule.ts'

/** The scopes of a client's file: the client, and the access to each asset; none once the client has left. */
export function clientScopes(model: Model, client: Client, today: Moment): (ClientScope | AssetScope)[] {
  if (hasEnded(client, today)) return []
  const declared = new Map(client.assets.map((asset) => [asset.id, asset]))
  const assets = desiredOnce(model, client, today).assets.flatMap((access): AssetScope[] => {
    const asset = declared.get(access.id)
    return asset === undefined ? [] : [{ on: 'asset', model, today, client, asset, access }]
  })
  return [{ on: 'client', model, today, client }, ...assets]
}

/** The scopes of agency.yaml and functions.yaml. */
export function agencyScopes(model: Model, today: Moment): (AgencyScope | MemberScope)[] {
  const { people, systemUsers } = model.agency
  const members = [
    ...people.map(({ email, businessRole, at }) => ({
      principal: email,
      systemUser: false,
      role: businessRole,
      at,
    })),
    ...systemUsers.map(({ name, role, at }) => ({ principal: name, systemUser: true, role, at })),
  ]
  return [
    { on: 'agency', model, today },
    ...members.map((member): MemberScope => ({ on: 'member', model, today, member })),
  ]
}

/** The scope of the files' text. */
export function textScope(model: Model, files: readonly RawFile[], today: Moment): FilesScope {
  return { on: 'files', model, today, files }
}
