/**
 * The size of an agency. Every asset of a client gets the client's whole team, so a team has `peoplePerAsset` people.
 */
export type AgencySize = {
  readonly clients: number
  readonly assetsPerClient: number
  readonly peoplePerAsset: number
  readonly people: number
}

export type TextFile = { readonly path: string; readonly text: string }

/** Functions with a level on an ad account, so that every member is a grant. */
const FUNCTIONS = ['media-buyer', 'strategist', 'analyst'] as const

const LEVELS =
  '{ ad_account: advertiser, pixel: advertiser, page: advertiser, instagram: advertiser, catalog: advertiser }'

const COMMON: readonly TextFile[] = [
  {
    path: 'access/functions.yaml',
    text: `version: 1\nfunctions:\n${FUNCTIONS.map((name) => `  ${name}: { title: ${name}, business_role: employee, levels: ${LEVELS} }\n`).join('')}`,
  },
  {
    path: 'access/packages.yaml',
    text: `version: 1\npackages:\n  paid-social: { title: Paid social, levels: ${LEVELS} }\n`,
  },
]

/** Valid access files of an agency of that size; the same size gives the same text. */
export function generateAccess(size: AgencySize): TextFile[] {
  const clients = Array.from({ length: size.clients }, (_, index) => clientFile(index, size))
  return [{ path: 'access/agency.yaml', text: agencyText(size.people) }, ...COMMON, ...clients]
}

function agencyText(people: number): string {
  const lines = Array.from(
    { length: people },
    (_, index) => `  - { email: ${emailOf(index)}, functions: [${FUNCTIONS.join(', ')}] }\n`,
  )
  return `version: 1\nname: Northlight\nbusiness: "900000000000001"\ndomains: [northlight.example]\npeople:\n${lines.join('')}`
}

function clientFile(index: number, { assetsPerClient, peoplePerAsset, people }: AgencySize): TextFile {
  const slug = `client-${String(index + 1).padStart(4, '0')}`
  const assets = Array.from({ length: assetsPerClient }, (_, asset) => {
    const number = index * assetsPerClient + asset + 1
    return `    - { id: act_${1_000_000 + number}, name: ${slug} ${number} }\n`
  })
  const members = Array.from({ length: peoplePerAsset }, (_, member) =>
    emailOf((index * peoplePerAsset + member) % people),
  )
  const team = FUNCTIONS.map((name, one) => {
    const own = members.filter((_, member) => member % FUNCTIONS.length === one)
    return `  ${name}: [${own.join(', ')}]\n`
  })
  const text = [
    `version: 1\nclient: ${slug}\nname: Client ${index + 1}\nbusiness: "${100_000_000_000_000 + index}"\npackage: paid-social\n`,
    `assets:\n  ad_accounts:\n${assets.join('')}`,
    `team:\n${team.join('')}`,
  ]
  return { path: `access/clients/${slug}.yaml`, text: text.join('') }
}

function emailOf(index: number): string {
  return `person-${String(index + 1).padStart(4, '0')}@northlight.example`
}
