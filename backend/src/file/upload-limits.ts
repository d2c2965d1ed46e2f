import { createLimiter, type Taken } from '../access/rate-limit.ts';
import { AppError } from '../errors.ts';

export interface UploadLimitConfig {
  /** Files in a minute, and megabytes in a day. */
  uploadsPerMinute: number;
  addressUploadsPerMinute: number;
  uploadMegabytesPerDay: number;
  addressUploadMegabytesPerDay: number;
}

/** Who uploads: the visitor, and his network address where it is known. */
export interface Sender {
  contactId: string;
  address?: string;
}

const MEGABYTE = 1_000_000;
const DAY_SECONDS = 24 * 60 * 60;

/** Counts files before they are read and bytes after. Each method throws {@link AppError} RATE_LIMITED with `retryAfter`. */
export function createUploadLimits(config: UploadLimitConfig) {
  const files = createLimiter({ points: config.uploadsPerMinute, seconds: 60 });
  const addressFiles = createLimiter({ points: config.addressUploadsPerMinute, seconds: 60 });
  const bytes = createLimiter({ points: config.uploadMegabytesPerDay * MEGABYTE, seconds: DAY_SECONDS });
  const addressBytes = createLimiter({ points: config.addressUploadMegabytesPerDay * MEGABYTE, seconds: DAY_SECONDS });

  return {
    admit({ contactId, address }: Sender): void {
      refuse(files.take(contactId), 'Too many files in a short time');
      if (address) refuse(addressFiles.take(address), 'Too many files from this network address');
    },
    spend({ contactId, address }: Sender, size: number): void {
      refuse(bytes.take(contactId, size), 'Too much was uploaded today');
      if (address) refuse(addressBytes.take(address, size), 'Too much was uploaded from this network address today');
    },
  };
}

function refuse(taken: Taken, message: string): void {
  if (!taken.ok) throw new AppError('RATE_LIMITED', message, { retryAfter: taken.retryAfter });
}
