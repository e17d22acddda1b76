import { css } from 'lit';
import { base } from '../look/base.ts';
import { tokens } from '../look/tokens.ts';
