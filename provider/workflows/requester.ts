import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import type { Model } from '../model/model.ts'

/** Who of us started a workflow, by their login at GitHub, as agency.yaml has it. GitHub's logins have no case (FACT). */
export function requesterIn(model: Model | undefined, login: string): string | Finding {
  const person = model?.agency.people.find(({ github }) => github?.toLowerCase() === login.toLowerCase())
  return person?.email ?? finding('REQUESTER_UNKNOWN', { login })
}
