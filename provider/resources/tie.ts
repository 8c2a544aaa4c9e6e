import { isMainThread } from 'node:worker_threads'
import { tieProcess } from './run-of-process.ts'

// Every Node process that an engine of ours starts loads this first (`engine/engine-env.ts`), so it is tied to its run
// before it knows what it is for: a provider has no handler of ours before its first call.
if (isMainThread) tieProcess(process.env)
