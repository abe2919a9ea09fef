/** Makes the run of docs/queries.md, asks every question and writes the answers into the page. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { good, sql, withFolder } from './support.js';
import { ask, lastHash, PAGE, questions, readPage, runArguments, withAnswers } from './query-page.js';

await withFolder((folder) => {
  const page = readPage();
  good(folder, ...runArguments(page));
  sql(join(folder, 'run.sqlite'), (db) => {
    const answers = questions(page).map((question) => ask(db, question.sql).text);
    writeFileSync(PAGE, withAnswers(page, answers, lastHash(db)));
  });
});
