import { finding } from '../../provider/findings/catalogue.ts'
import type { Finding } from '../../provider/findings/finding.ts'
import type { Person } from '../../provider/model/model.ts'
import { placeOf } from '../../provider/model/place.ts'
import type { PolicyRule } from '../rule.ts'

/** Two names in one: "Ana & Ben", "Ana / Ben", "Ana and Ben". */
const SEVERAL = /[&/+,;]|\s(and|et|und|y)\s/i

export const oneIdentityOnePerson: PolicyRule = {
  id: 'one-identity-one-person',
  title: 'One person has one identity, and one identity is one person',
  reason: 'With two identities a leaver keeps one; with a shared one nobody knows who did it.',
  source: ['decisions "Rules that the brief leaves open"', 'brief 8'],
  agency: ({ model: { agency } }) => {
    const byAddress = Map.groupBy(agency.people, ({ email }) => plainAddress(email))
    const byName = Map.groupBy(agency.people, ({ name }) => name.normalize('NFC').toLowerCase())
    return [
      ...[...byAddress.values()].flatMap((same) => againFindings(same, 'address')),
      ...[...byName.values()].flatMap((same) => againFindings(same, 'name')),
      ...agency.people.filter(({ name }) => SEVERAL.test(name) && !name.includes('@')).map(severalFinding),
    ]
  },
}

/** The mailbox of an address: a "+" and what follows is only a label. */
function plainAddress(email: string): string {
  return email.replace(/\+[^@]*@/, '@')
}

function againFindings([first, ...others]: readonly Person[], what: 'address' | 'name'): Finding[] {
  return others.map((one) => {
    const key = what === 'address' ? 'email' : 'name'
    const why = `"${first?.email ?? ''}" has the same ${what}`
    return finding('one-identity-one-person', { who: one.email, why }, placeOf(one, key))
  })
}

function severalFinding(one: Person): Finding {
  const why = `"${one.name}" names several`
  return finding('one-identity-one-person', { who: one.email, why }, placeOf(one, 'name'))
}
