import type { EngineRun } from './run.ts'
import type { Target } from './target.ts'
import { nameOf } from './urn.ts'

const NOT_REGISTERED = /resource (.+?) \[pulumi-nodejs:dynamic\/metagrant:/

/**
 * Whether a run failed only with the error of a stack that another engine applies at the same time. Each inline program
 * of the SDK takes every error of the process for its own while it runs (@pulumi/pulumi 3.270, automation/server.js,
 * FACT).
 */
export function isErrorOfAnother({ findings }: EngineRun, { inputs }: Pick<Target, 'inputs'>): boolean {
  const names = new Set(inputs.map(nameOf))
  const failed = findings.filter(({ code }) => code === 'ENGINE_FAILED')
  return (
    failed.length > 0 &&
    failed.every(({ args }) => {
      const name = NOT_REGISTERED.exec(String(args['message']))?.[1]
      return name !== undefined && !names.has(name)
    })
  )
}
