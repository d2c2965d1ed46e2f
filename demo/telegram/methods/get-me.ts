import { defineMethod } from '../world.ts';

export const getMe = defineMethod('getMe', (world) => world.bot);
