import { acceptPending, answerRequest, approve, assign, share, unassign, unshare } from './hands/access.ts'
import { connect } from './hands/connect.ts'
import {
  accept,
  expireToken,
  invite,
  removePerson,
  setFinance,
  setRole,
  setSecondFactor,
  setTwoFactor,
} from './hands/people.ts'
import type { HandOf, Hand } from './hands/schema.ts'
import type { World } from './world/world.ts'

export { HandRefused } from './hands/look-up.ts'
export { handSchema, type Hand } from './hands/schema.ts'

type HandTable = { readonly [K in Hand['do']]: (world: World, deed: HandOf<K>) => string | void }

const HANDS: HandTable = {
  share,
  unshare,
  assign,
  unassign,
  approve,
  accept_agreement: acceptPending,
  answer_request: answerRequest,
  invite,
  accept_invitation: accept,
  remove_person: removePerson,
  set_role: setRole,
  set_two_factor: setTwoFactor,
  set_second_factor: setSecondFactor,
  set_finance: setFinance,
  connect,
  expire_token: expireToken,
}

/** Does one deed by hand and returns the id it made, if any. Throws HandRefused when the world does not allow it. */
export function byHand(world: World, hand: Hand): { readonly id?: string } {
  const deed = HANDS[hand.do] as (world: World, deed: Hand) => string | undefined
  const id = deed(world, hand)
  return id === undefined ? {} : { id }
}
