import { finding } from '../../provider/findings/catalogue.ts'
import type { Finding } from '../../provider/findings/finding.ts'
import { isPerson } from '../../provider/model/principal.ts'
import type { PolicyRule } from '../rule.ts'

export const noSharedMailbox: PolicyRule = {
  id: 'no-shared-mailbox',
  title: 'A mailbox that several people read is not a person',
  reason: 'Behind a shared mailbox is a shared password, and an audit trail that names nobody.',
  source: ['decisions "Rules that the brief leaves open"', 'brief 2'],
  member: ({ model, member: { principal, at } }): Finding[] => {
    const mailbox = principal.toLowerCase().replace(/[+@].*/, '')
    const shared = model.policy.sharedMailboxes
    // "ads.team" and "info2" name no person, like "ads"; "ana.team" may name one.
    const words = mailbox.split(/[._-]/).map((word) => word.replace(/\d+$/, ''))
    const isShared = shared.includes(mailbox) || words.every((word) => shared.includes(word))
    if (!isPerson(principal) || !isShared) return []
    return [finding('no-shared-mailbox', { who: principal, mailbox }, at)]
  },
}
