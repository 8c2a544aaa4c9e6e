import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Context } from '../../provider/cli/context.ts'
import { EXIT } from '../../provider/runs/wiring/exit.ts'
import { main } from '../../provider/cli/main.ts'
import { REPOSITORY } from '../../provider/setup/repository.ts'
import { startEmulator } from '../../provider/emulator/index.ts'
import { previewPull } from '../../provider/workflows/preview-pull.ts'
import { makeRepository } from '../support/workflows/repository.ts'
import { exampleEstate, NOW } from '../support/workplace.ts'

const ACME = 'access/clients/acme.yaml'
const BLOOM = 'access/clients/bloom.yaml'

/** The exception of the pull request, which the README shows too. */
export const EXCEPTION = `exceptions:
  - { who: chloe@northlight.example, asset: "3001", level: admin, reason: Connects the new shop, ticket: OPS-7, until: 2026-12-04 }
`

/**
 * The comment (Markdown) that `preview` writes on a pull request of the example agency: Ben keeps two assets of Acme, Chloé is
 * admin of its pixel for ten days, and she joins the team of Bloom, which has not shared anything yet.
 * Plan and comment are the product's own, on the emulator and the real engine.
 */
export async function pullRequestComment(): Promise<string> {
  await using emulator = await startEmulator({ estate: exampleEstate() })
  await using repository = await makeRepository(
    await readFile(join(REPOSITORY, 'access/policy.yaml'), 'utf8'),
  )
  const silent = (): void => undefined
  const context: Context = {
    root: repository.root,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      META_GRAPH_URL: emulator.url,
      META_AGENCY_TOKEN: emulator.tokens['agency'],
      PULUMI_BACKEND_URL: `file://${repository.state}`,
    },
    output: { out: silent, err: silent, progress: silent, settle: silent, width: 80 },
    progress: silent,
    now: () => NOW,
    withoutPack: true,
  }
  const applied = await main(['apply', 'acme'], context)
  if (applied !== EXIT.ok) throw new Error(`apply acme ended with ${applied}`)
  const base = repository.head()
  repository.branch('new-shop')
  await repository.commit({
    [ACME]: changeAcme(await readFile(join(repository.root, ACME), 'utf8')),
    [BLOOM]: changeBloom(await readFile(join(repository.root, BLOOM), 'utf8')),
  })
  return (await previewPull(context, base, {})).comment
}

function changeAcme(text: string): string {
  return text
    .replace(', ben@northlight.example]', ', { person: ben@northlight.example, assets: [act_1002, "3001"] }]')
    .replace('\npreflight:', `\n${EXCEPTION}\npreflight:`)
}

function changeBloom(text: string): string {
  return text.replace('\n  analyst:', '\n  strategist: [chloe@northlight.example]\n  analyst:')
}
