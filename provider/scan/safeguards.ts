import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import type { Inventory } from '../inventory/inventory.ts'
import { AGENCY_FILE } from '../model/access-files.ts'
import type { Agency } from '../model/model.ts'
import type { ObservedMember } from '../model/observed.ts'

/** Business roles that include a finance permission (graph-api 2.2, FACT for the roles; the pairing is INFERENCE). */
const FINANCE_OF_ROLE: Readonly<Record<string, string>> = {
  'finance-editor': 'editor',
  'finance-analyst': 'analyst',
}

/**
 * What the role of our people does not show: a finance permission beside it, and who lacks a second factor. Meta gives
 * both by hand alone, so a scan reports them and no plan changes them.
 */
export function safeguardFindings(agency: Agency, inventory: Inventory): Finding[] {
  const lines = new Map(agency.people.map(({ email, at }) => [email, at]))
  const people = inventory.members.filter(({ systemUser, pending }) => !systemUser && !pending)
  const ofPeople = people.flatMap((member) => {
    const at = lines.get(member.principal) ?? { file: AGENCY_FILE }
    const { principal: who, role } = member
    return [
      ...(hasMoreFinance(member)
        ? [finding('SCAN_FINANCE_BESIDE_ROLE', { who, held: member.finance ?? '', role }, at)]
        : []),
      ...(member.secondFactor === 'missing'
        ? [finding('SCAN_SECOND_FACTOR_MISSING', { who, role }, at)]
        : []),
    ]
  })
  const business =
    inventory.secondFactor === 'none'
      ? [finding('SCAN_SECOND_FACTOR_OPTIONAL', {}, { file: AGENCY_FILE })]
      : []
  return [...business, ...ofPeople]
}

function hasMoreFinance({ role, finance }: ObservedMember): boolean {
  return finance !== undefined && finance !== FINANCE_OF_ROLE[role]
}
