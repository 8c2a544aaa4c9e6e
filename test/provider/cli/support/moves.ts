import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { keptState } from '../../../../provider/engine/kept-state.ts'
import { NO_POLICY } from '../../../support/no-policy.ts'
import {
  makeWorkplace,
  type Report,
  type Workplace,
  type WorkplaceOptions,
} from '../../../support/workplace.ts'
import { engineAt } from '../../engine/support/kept-stack.ts'

/** A workplace in which some clients are applied, and no write counted yet. */
export async function appliedPlace(
  clients: readonly string[],
  options: WorkplaceOptions = {},
): Promise<Workplace> {
  const place = await makeWorkplace(options)
  await place.edit('access/policy.yaml', NO_POLICY)
  const { exit } = await place.json('apply', ...clients)
  if (exit !== 0) throw new Error(`The first apply exits with ${exit}`)
  place.emulator.requests.clear()
  return place
}

/** Renames a client, with its file and its token. */
export async function renameClient(place: Workplace, from: string, to: string): Promise<void> {
  const folder = join(place.root, 'access/clients')
  await rename(join(folder, `${from}.yaml`), join(folder, `${to}.yaml`))
  await place.edit(`access/clients/${to}.yaml`, (text) => text.replace(`client: ${from}`, `client: ${to}`))
  const token = place.env[`META_CLIENT_TOKEN_${from.toUpperCase()}`]
  if (token !== undefined) place.env[`META_CLIENT_TOKEN_${to.toUpperCase()}`] = token
}

/** The assets in the state of each of some stacks. */
export async function assetsIn(place: Workplace, ...stacks: string[]): Promise<string[][]> {
  const engine = await engineAt(place.root)
  const kept = await Promise.all(stacks.map((stack) => keptState(stack, engine)))
  return kept.map((state) => (state?.resources ?? []).map(({ name }) => name).sort())
}

/** Each move of the plans, as `asset from to`, with whether it has arrived. */
export function movesOf({ plans }: Report): string[] {
  return plans.flatMap(({ stack, moves }) =>
    moves.map(
      ({ asset, from, to, arrived }) => `${stack}: ${asset.id} ${from} > ${to}${arrived ? ', arrived' : ''}`,
    ),
  )
}
