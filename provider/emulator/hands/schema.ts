import { z } from 'zod'
import { SCOPES } from '../estate/scopes.ts'
import { ROLES, SECOND_FACTOR, TWO_FACTOR_TYPES } from '../estate/businesses.ts'

const id = z.string({ error: 'an id is a string: put it in quotes' })
const tasks = z.array(z.string()).min(1)
const role = z.enum(ROLES)
const at = z.iso.datetime({ offset: true })

/** Deeds of people in Business settings for which there is no API; the same shape for calls and HTTP. */
export const handSchema = z.discriminatedUnion('do', [
  z
    .strictObject({ do: z.literal('share'), asset: id, business: id, tasks })
    .describe('Share an asset with a partner, or change its tasks'),
  z.strictObject({ do: z.literal('unshare'), asset: id, business: id }).describe('End a share'),
  z
    .strictObject({ do: z.literal('assign'), asset: id, user: id, tasks })
    .describe('Assign somebody to an asset, or change their tasks'),
  z
    .strictObject({ do: z.literal('unassign'), asset: id, user: id })
    .describe('Remove somebody from an asset; for a pixel, the only way'),
  z
    .strictObject({ do: z.literal('approve'), asset: id, business: id })
    .describe('A second admin approves what waits on a share'),
  z
    .strictObject({ do: z.literal('accept_agreement'), agreement: id })
    .describe('Accept a pixel share that is pending'),
  z
    .strictObject({ do: z.literal('answer_request'), request: id, grant: z.boolean() })
    .describe('The owner answers a request for access'),
  z
    .strictObject({ do: z.literal('invite'), business: id, email: z.email(), role, expires: at.optional() })
    .describe('Invite somebody'),
  z
    .strictObject({ do: z.literal('accept_invitation'), invitation: id, name: z.string() })
    .describe('The invited person accepts'),
  z
    .strictObject({ do: z.literal('remove_person'), user: id })
    .describe('Remove a person or a system user from their Business'),
  z
    .strictObject({ do: z.literal('set_role'), user: id, role })
    .describe('Change the role of a person or a system user'),
  z
    .strictObject({ do: z.literal('set_two_factor'), business: id, type: z.enum(TWO_FACTOR_TYPES) })
    .describe('Change who must have a second factor'),
  z
    .strictObject({ do: z.literal('set_second_factor'), user: id, status: z.enum(SECOND_FACTOR) })
    .describe('A person sets up a second factor, or gives it up'),
  z
    .strictObject({ do: z.literal('set_finance'), user: id, permission: z.string().optional() })
    .describe(
      'Give a person a finance permission beside the role, such as EDITOR; without one, take it away',
    ),
  z
    .strictObject({
      do: z.literal('connect'),
      business: id,
      scopes: z.array(z.enum(SCOPES)).min(1),
      assets: z.array(z.strictObject({ asset: id, tasks })).default([]),
      sixty_days: z.boolean().default(false),
    })
    .describe('A client logs in and gives the app a system user; answers the code for its token'),
  z.strictObject({ do: z.literal('expire_token'), token: z.string() }).describe('End a token, by its name'),
])

export type Hand = z.output<typeof handSchema>

/** One kind of deed. */
export type HandOf<K extends Hand['do']> = Extract<Hand, { readonly do: K }>
