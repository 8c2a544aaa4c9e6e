import { describe } from 'vitest'
import { LONG } from '../../support/cases.ts'
import { NO_S3, S3, startS3 } from '../../support/s3.ts'
import { holdsOn, type SharedBackend } from './shared-state.ts'

describe.skipIf(S3 === undefined)(`a state in S3 (else: ${NO_S3})`, () => {
  holdsOn(
    async (): Promise<SharedBackend> => {
      const { put, remove, ...bucket } = await startS3(S3 ?? '')
      return { ...bucket, lock: put, unlock: remove }
    },
    LONG ? 'all' : 'short',
  )
})
