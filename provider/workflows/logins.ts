import type { Client, Model } from '../model/model.ts'

/** The GitHub login of a client's owner; empty without an owner, or without a login in agency.yaml. */
export function loginsOf(model: Model | undefined, client: Pick<Client, 'owner'> | undefined): string[] {
  const owner = model?.agency.people.find(({ email }) => email === client?.owner)
  return owner?.github === undefined ? [] : [owner.github]
}
