import { row, type Field } from '../protocol/node.ts'
import { businessNode } from './business.ts'

export const id: Field<{ readonly id: string }> = (asset) => asset.id
export const name: Field<{ readonly name: string }> = (asset) => asset.name

/** A field that Meta has and the emulator never answers. */
export const absent = () => undefined

/** The Business that owns an asset; left out where a person owns it. */
export const ownerBusiness: Field<{ readonly owner: string }> = ({ owner }, { world }) => {
  const business = world.businesses.get(owner)
  return business === undefined ? undefined : row(businessNode, business)
}
