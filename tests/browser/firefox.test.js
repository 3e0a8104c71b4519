import { suite } from './suite.js';

suite('firefox');
