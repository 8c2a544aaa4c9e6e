import { writeFile } from 'node:fs/promises'
import * as core from '@actions/core'
import { drift } from '../../provider/workflows/drift.ts'
import { forClients, openAs, runStep, summarise } from './support/job.ts'

// The nightly scan: keeps an issue for each client, and names the clients to repair. Its token of Meta's can only read.
await runStep(async ({ context, env, github }) => {
  const { exit, findings, sarif, summary, repairs, proposals } = await drift(forClients(context), github())
  await writeFile(env['SARIF'] ?? 'metagrant.sarif', sarif)
  core.setOutput('repair', JSON.stringify(repairs))
  core.setOutput('propose', JSON.stringify(proposals))
  await summarise(summary)
  return { exit: openAs(exit), findings: findings.filter(({ code }) => code === 'GITHUB_FAILED') }
})
