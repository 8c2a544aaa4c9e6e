import { finding } from '../../provider/findings/catalogue.ts'
import type { Address, Finding } from '../../provider/findings/finding.ts'
import type { Client } from '../../provider/model/model.ts'
import { placeOf } from '../../provider/model/place.ts'
import type { PolicyRule } from '../rule.ts'

type PreflightStep = {
  readonly what: string
  readonly todo: string
  readonly done: (client: Client, today: string) => boolean
  readonly at: (client: Client) => Address
}

/** The checklist of brief 2; every client file has a Business ID anyway, so it is left out. */
const STEPS: readonly PreflightStep[] = [
  {
    what: 'its admins and employees sign in with two factors',
    todo: 'ask the client to require it (Business settings, Security), and write "two_factor: <day>" under preflight',
    // A direct share is for a client whose Business is not set up yet, so there is nothing to require it.
    done: ({ preflight, directShare }, today) =>
      directShare !== undefined || isDone(preflight.twoFactor, today),
    at: ({ preflight }) => placeOf(preflight, 'two_factor'),
  },
  {
    what: 'somebody owns the billing',
    todo: 'agree on who pays, and write "billing: { owner: client }" or "owner: agency"',
    done: ({ billing }) => billing !== undefined,
    at: ({ at }) => at,
  },
  {
    what: 'it has a valid payment method',
    todo: 'ask the client to add one (billing settings), and write "payment_method: <day>" under preflight',
    done: ({ preflight, billing }, today) =>
      billing?.owner !== 'client' || isDone(preflight.paymentMethod, today),
    at: ({ preflight }) => placeOf(preflight, 'payment_method'),
  },
  {
    what: 'its assets are known',
    todo: 'list the ids of its ad accounts, pixels, Pages and Instagram accounts under assets',
    done: ({ assets }) => assets.length > 0,
    at: (client) => placeOf(client, 'assets'),
  },
  {
    what: 'both sides agreed to least privilege, an audit trail and no shared passwords',
    todo: 'agree on it with the client, and write "agreement: <day>" under preflight',
    done: ({ preflight }, today) => isDone(preflight.agreement, today),
    at: ({ preflight }) => placeOf(preflight, 'agreement'),
  },
]

export const preflightIsComplete: PolicyRule = {
  id: 'preflight-is-complete',
  title: 'The pre-flight of a client is complete before the first grant',
  reason: 'It prevents most delays, and an admin without a second factor puts every asset at risk.',
  source: ['brief 2'],
  client: ({ client, today }) =>
    STEPS.filter(({ done }) => !done(client, today)).map(({ what, todo, at }): Finding => {
      return finding('preflight-is-complete', { client: client.slug, what, todo }, at(client))
    }),
}

/** A future day is a plan, not a confirmation. */
function isDone(day: string | undefined, today: string): boolean {
  return day !== undefined && day <= today
}
