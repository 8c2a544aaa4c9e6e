import type { Emulator, EstateInput } from '../../../provider/emulator/index.ts'
import { closure } from '../../../provider/model/tasks.ts'
import type { AssetInputs } from '../../../provider/resources/inputs.ts'

/** Our people in the estates of faulty runs: id -> the name in their address. */
export const IDS = { '9103': 'ana', '9104': 'ben', '9105': 'chloe', '9106': 'dev' } as const

/** Nobody of ours may ever have what neither the world had nor a file asks for. */
export function grantedBeyond(
  before: EstateInput,
  after: EstateInput,
  wanted: readonly AssetInputs[],
): string[] {
  return (after.assets ?? []).flatMap((asset) => {
    const old = before.assets?.find(({ id }) => id === asset.id)?.assignments ?? []
    const asked = wanted.find((one) => one.asset === asset.id)
    return (asset.assignments ?? []).flatMap(({ user, tasks }) => {
      const name = (IDS as Readonly<Record<string, string>>)[user]
      const file = name === undefined ? [] : (asked?.people[`${name}@northlight.example`]?.tasks ?? [])
      const had = old.find((one) => one.user === user)?.tasks ?? []
      const allowed = new Set([...closure(asset.kind, file), ...had])
      return tasks.every((task) => allowed.has(task)) ? [] : [`${user} has ${tasks.join('+')} on ${asset.id}`]
    })
  })
}

/** Nothing outside of ours changes: other Businesses' assets, and shares with others. */
export function changedElsewhere(before: EstateInput, after: EstateInput): string[] {
  const others = ({ assets }: EstateInput) =>
    JSON.stringify(
      (assets ?? [])
        .filter(({ owner }) => owner !== '100000000000001')
        .map(({ id, partners = [], assignments = [] }) => [id, partners, assignments]),
    )
  return others(before) === others(after) ? [] : ['something of another client changed']
}

/** What makes something is sent once, where nobody knows whether it was made. */
export function sentTwice({ requests }: Emulator): string[] {
  const made = requests.entries.filter(({ method, edge }) => method === 'POST' && edge.endsWith('/agencies'))
  const counts = Map.groupBy(made, ({ node }) => node)
  return [...counts].flatMap(([node, all]) =>
    all.length > 1 ? [`the share of ${node} was asked for ${all.length} times`] : [],
  )
}
