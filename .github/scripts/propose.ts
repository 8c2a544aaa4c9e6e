import * as core from '@actions/core'
import { MOST_JOBS } from '../../provider/github/names.ts'
import { proposeRepairs } from '../../provider/workflows/propose.ts'
import { forClients, runStep, summarise } from './support/job.ts'

// Keeps a pull request for each client whose file asks for repair by one. Its token of Meta's can only read.
await runStep(async ({ context, env, github }) => {
  const stacks = JSON.parse(env['STACKS'] ?? '[]') as string[]
  const { exit, findings, summary, made = [] } = await proposeRepairs(forClients(context), github(), stacks)
  core.setOutput('made', JSON.stringify(made.slice(0, MOST_JOBS)))
  await summarise(summary)
  return { exit, findings }
})
