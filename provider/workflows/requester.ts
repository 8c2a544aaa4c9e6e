import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import type { Model } from '../model/model.ts'

/** The e-mail in agency.yaml of who started a workflow, by GitHub login. Logins ignore case (FACT). */
export function requesterIn(model: Model | undefined, login: string): string | Finding {
  const person = model?.agency.people.find(({ github }) => github?.toLowerCase() === login.toLowerCase())
  return person?.email ?? finding('REQUESTER_UNKNOWN', { login })
}
