import { flushCompileCache } from 'node:module'
import { PolicyPack } from '@pulumi/policy'
import { policiesNow } from './policies-now.ts'

// The engine starts this file (PulumiPolicy.yaml): the only one here that reads the clock and the environment.
void policiesNow(process.env, process.cwd(), new Date()).then((policies) => {
  // The engine kills its analyzers, so they never write their compile cache at exit.
  flushCompileCache()
  return new PolicyPack('metagrant', { policies })
})
