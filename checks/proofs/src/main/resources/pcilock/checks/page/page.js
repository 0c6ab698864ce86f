'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const claims = new Map(data.claims.map(claim => [claim.name, claim]));
  const properties = new Map(data.properties.map(([id, source, text]) => [id, {id, source, text}]));
  const units = new Map(data.engines.map(engine => [engine.name, engine.unit]));
  const swept = data.sweep ? data.sweep.cells : [];
  // A counterexample of the sweep is shown as a refuted claim is, and listed among the claims nowhere.
  for (const cell of swept.filter(cell => Object.hasOwn(data.traces, cell.name))) {
    claims.set(cell.name, {
      name: cell.name, question: 'Can a task of ' + cell.entryPoint + ' break ' + cell.property + '?', swept: cell,
      revision: cell.revision, fault: '', topology: cell.topology, tasks: cell.tasks, answer: cell.state,
      breaks: [cell.property], holds: [], skipped: {}, findings: [],
    });
  }
  // So is a deadlock of two or three functions.
  const deadlocks = data.deadlocks ? data.deadlocks : {rows: [], runs: {}};
  for (const [name, run] of Object.entries(deadlocks.runs).filter(([name]) => Object.hasOwn(data.traces, name))) {
    claims.set(name, {
      name, question: 'Can these ' + run.tasks.length + ' tasks deadlock?', deadlock: run, revision: run.revision, fault: '',
      topology: run.topology, tasks: run.tasks, answer: 'REFUTED', breaks: ['no-deadlock'], holds: [], skipped: {},
      findings: [],
    });
  }
  // What a review says of its runs, by the claim of each; the same code's other side is told of with it.
  const review = data.review;
  const reviewed = new Map(!review ? [] : review.sections.flatMap(section => section.groups.flatMap(
    group => group.rows.map(row => [row.claim, {row, group, section}]))));
  const cells = new Map(data.cells.map(cell => [cell.revision + '/' + cell.property, cell]));
  const SYMBOLS = {PROVED: '✓', REFUTED: '✗', UNKNOWN: '?', STALE: '~', SKIPPED: '·'};
  const ROWS_AROUND = 5;

  // Everything is made of elements and text, never of markup, so that no text in the data can become anything else.
  function element(name, attributes, ...children) {
    return fill(document.createElement(name), attributes, children);
  }

  function drawn(name, attributes, ...children) {
    return fill(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
  }

  function fill(node, attributes, children) {
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value !== null && value !== undefined && value !== false) {
        node.setAttribute(key, value === true ? '' : value);
      }
    }
    node.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== ''));
    return node;
  }

  function link(hash, ...children) {
    return element('a', {href: '#' + hash}, ...children);
  }

  function code(text) {
    return element('code', {}, text);
  }

  // A task's notation has no space where a narrow column could break it.
  function breakable(notation) {
    return element('code', {}, notation.split(/(?<=[;:+])/).map((part, i) => [i ? element('wbr') : '', part]));
  }

  function number(value) {
    return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
  }

  function counted(value, one, many) {
    return number(value) + ' ' + (value === 1 ? one : many);
  }

  function state(name) {
    return element('span', {class: 'state ' + name}, SYMBOLS[name] + ' ' + name);
  }

  function revisionOf(claim) {
    return claim.revision + (claim.fault ? ', changed: ' + claim.fault : '');
  }

  function subjectOf(claim) {
    return claim.name.replace(/_.*/, '');
  }

  // The overview: matrix, claims, properties. It is built once.

  const LISTS = {
    all: () => true,
    proved: claim => claim.answer === 'PROVED',
    refuted: claim => claim.answer === 'REFUTED',
    unknown: claim => claim.answer === 'UNKNOWN',
    stale: claim => claim.answer === 'STALE',
  };
  for (const engine of data.engines) {
    LISTS['asked-' + engine.name] = claim => claim.findings.some(finding => finding[0] === engine.name);
  }

  function listed(list) {
    if (Object.hasOwn(LISTS, list)) {
      return data.claims.filter(LISTS[list]);
    }
    const subject = data.claims.filter(claim => subjectOf(claim) === list);
    return subject.length ? subject : null;
  }

  const overview = document.getElementById('overview');
  const chosen = element('div', {id: 'chosen', tabindex: '-1'});

  function introduction() {
    const counts = ['proved', 'refuted', 'unknown', 'stale'].map(list => [list, listed(list).length]);
    return element('section', {'aria-labelledby': 'h-results'},
      element('h1', {id: 'h-results'}, 'An exhaustive check of the locks that Linux takes around PCI resets'),
      element('p', {},
        link('claims/all', counted(data.claims.length, 'claim', 'claims')), ': ',
        counts.filter(([list, count]) => count || list !== 'stale').map(([list, count], i) => [
          i ? ', ' : '', link('claims/' + list, number(count) + ' ' + list.toUpperCase()),
        ]),
        '. PROVED: every interleaving was explored to its end and none breaks a property asked for. '
          + 'REFUTED: one does, and its trace shows it. UNKNOWN: neither.'),
      element('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Engines'},
        element('table', {class: 'engines'},
          element('thead', {}, element('tr', {},
            ['engine', 'version', 'claims', 'explored', 'sources'].map(
              head => element('th', {scope: 'col'}, head)))),
          element('tbody', {}, data.engines.map(engine => element('tr', {},
            element('th', {scope: 'row'}, engine.name, element('span', {class: 'muted'}, ' ' + initial(engine.name))),
            element('td', {}, engine.version),
            element('td', {class: 'number'}, link('claims/asked-' + engine.name, number(engine.claims))),
            element('td', {class: 'number'}, number(engine.explored) + ' ' + engine.unit),
            element('td', {}, engine.stale ? state('STALE') : 'today’s')))))));
  }

  // A review: patch by patch what was changed, and what became of it.

  function reviewSections() {
    return element('section', {id: 'review', 'aria-labelledby': 'h-review'},
      element('h1', {id: 'h-review'}, review.verdict),
      review.words.map(words => element('p', {class: 'muted'}, words)),
      review.sections.map((section, i) => element('section', {class: 'reviewed', 'aria-labelledby': 'h-review-' + i},
        element('h2', {id: 'h-review-' + i}, section.title),
        section.words.map(words => element('p', {}, words)),
        section.hunks.length && section.hunksTitle ? hunkDetails(section.hunksTitle, section.hunks, section.opened) : '',
        section.groups.map(group => element('details', {open: group.opened},
          element('summary', {}, element('h3', {}, group.title + ' (' + group.rows.length + ')')), reviewedRuns(group))))));
  }

  function reviewedRuns(group) {
    return element('table', {class: 'list'},
      element('thead', {}, element('tr', {}, ['what', 'tree and tasks', 'run'].map(head => element('th', {scope: 'col'}, head)))),
      element('tbody', {}, group.rows.map(row => {
        const claim = claims.get(row.claim);
        const trace = data.traces[row.claim];
        return element('tr', {'data-claim': row.claim},
          element('td', {}, row.words, row.remark ? element('div', {class: 'muted'}, row.remark) : ''),
          element('td', {}, code(claim.topology), claim.tasks.map(task => element('div', {}, breakable(task)))),
          element('td', {}, link(row.claim + '/1' + trace.compare.map(({claim: other}) => '/' + other).join(''),
            counted(trace.run.steps.length, 'step', 'steps') + (trace.compare.length ? ', side by side' : '')),
          element('div', {class: 'muted'}, row.claim)));
      })));
  }

  function hunkDetails(title, hunks, open) {
    return element('details', {class: 'hunks', open}, element('summary', {}, title + ' (' + counted(hunks.length, 'hunk', 'hunks') + ')'),
      hunks.map(hunk => new Diff(hunk, null).root));
  }

  // A hunk of a patch, with a remark at a line, where a step can be shown.
  class Diff {
    constructor(number, mark) {
      const hunk = review.hunks[number];
      this.hunk = hunk;
      this.lines = hunk.lines.map(([marked], i) => {
        const kind = {'+': 'added', '-': 'removed'}[marked.charAt(0)] || 'context';
        const isMarked = mark && mark[1] === i;
        return element('div', {class: 'line ' + kind + (isMarked ? ' marked' : '')},
          element('span', {class: 'at'}, ' '), element('span', {class: 'text'}, marked), element('span', {class: 'who'}));
      });
      this.marked = mark ? this.lines[mark[1]] : null;
      this.box = element('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Diff of ' + hunk.path + ', ' + hunk.header},
        element('div', {class: 'lines code'}, element('div', {class: 'head'}, hunk.header),
          this.lines.map(line => [line, line === this.marked
            ? element('div', {class: 'remark' + (mark[3] ? ' breaks' : '')}, (mark[3] ? '✗ ' : '▴ ') + mark[2]) : ''])));
      this.root = element('figure', {class: 'diff'}, element('figcaption', {class: 'code'}, hunk.path), this.box);
    }

    // Marks the line of each place, which is the file and the line of a function, and who is there. Says which places it has.
    show(places) {
      const found = places.map(({frames, who}) => {
        for (const [file, at] of frames) {
          const line = this.hunk.lines.findIndex(([, before, after]) =>
            (after === at && file === this.hunk.after) || (before === at && file === this.hunk.before));
          if (line >= 0) {
            return {line, who};
          }
        }
        return null;
      }).filter(place => place);
      this.lines.forEach((line, i) => {
        const here = found.filter(place => place.line === i);
        line.classList.toggle('here', here.length > 0);
        line.querySelector('.at').textContent = here.length ? '▸' : ' ';
        line.querySelector('.who').textContent = here.map(({who}) => who).join(', ');
      });
      const first = found.length ? this.lines[found[0].line] : null;
      if (first) {
        this.reveal(first);
      }
    }

    // Moves what is in the box, and not the page.
    reveal(line) {
      const over = line.offsetTop - this.box.scrollTop;
      if (over < 0 || over + line.offsetHeight > this.box.clientHeight) {
        this.box.scrollTop = line.offsetTop - this.box.clientHeight / 2;
      }
    }
  }

  // The sweep: in the order of WORST, the first state that an entry point has is the cell's.

  const WORST = ['REFUTED', 'UNKNOWN', 'STALE', 'PROVED'];

  function sweptCell(revision, property) {
    const asked = swept.filter(cell => cell.revision === revision && cell.property === property);
    const state = WORST.find(name => asked.some(cell => cell.state === name)) || 'SKIPPED';
    return {asked, state, told: asked.filter(cell => cell.state === state)};
  }

  function sweepMatrix() {
    const columns = data.properties.filter(([id]) => swept.some(cell => cell.property === id));
    const table = element('table', {class: 'matrix'},
      element('thead', {}, element('tr', {}, element('th', {scope: 'col'}, 'revision'), columns.map(propertyHead))),
      element('tbody', {}, data.revisions.filter(([revision]) => swept.some(cell => cell.revision === revision)).map(
        ([revision, source]) => element('tr', {},
          element('th', {scope: 'row', title: source}, revision),
          columns.map(([property, , text]) => sweepMatrixCell(revision, property, text))))));
    const line = hintLine(table, 'A cell leads to its entry points and their smallest counterexamples.');
    return element('section', {id: 'sweep', 'aria-labelledby': 'h-sweep'},
      element('h2', {id: 'h-sweep'}, 'Every small tree with every choice of tasks'),
      element('ul', {class: 'muted'}, data.sweep.bounds.map(words => element('li', {}, words))),
      element('p', {class: 'muted'}, 'A cell counts entry points: in how many of those that the property is about it '
        + 'is as the sign says. ∀: for any number of tasks, too, by certificate.'),
      element('p', {}, covered(data.locks.properties)),
      element('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Matrix of the sweep'}, table),
      line);
  }

  function sweepMatrixCell(revision, property, text) {
    const {asked, state, told} = sweptCell(revision, property);
    const name = revision + ', ' + property + ': ';
    const always = state === 'PROVED' && told.every(cell => cell.certified);
    const words = state + (always ? ' for any number of tasks' : '') + ' for ' + told.length + ' of '
      + counted(asked.length, 'entry point', 'entry points');
    const attributes = {
      class: state, 'data-revision': revision, 'data-property': property, 'data-state': state,
      'data-hint': name + (asked.length ? words : 'no entry point has to do with it') + '. ' + text,
    };
    if (!asked.length) {
      return element('td', attributes, SYMBOLS.SKIPPED, element('span', {hidden: true}, 'no entry point'));
    }
    const to = link('sweep/' + revision + '/' + property, SYMBOLS[state] + (always ? '∀ ' : ' '),
      element('span', {class: 'count'}, told.length + '/' + asked.length));
    to.setAttribute('aria-label', name + words);
    return element('td', attributes, to);
  }

  function showSwept(revision, property) {
    const {asked, state: worst} = sweptCell(revision, property);
    chosen.replaceChildren(element('section', {'aria-labelledby': 'h-swept'},
      element('h2', {id: 'h-swept'}, revision + ', ' + property + ': ' + worst),
      element('p', {}, code(property), ': ' + properties.get(property).text),
      element('div', {class: 'scroll'}, element('table', {class: 'list'},
        element('thead', {}, element('tr', {}, ['entry point', 'answer', 'smallest counterexample'].map(
          head => element('th', {scope: 'col'}, head)))),
        element('tbody', {}, asked.slice().sort((one, other) => WORST.indexOf(one.state) - WORST.indexOf(other.state))
          .map(cell => element('tr', {'data-cell': cell.name},
            element('td', {}, code(cell.entryPoint)),
            element('td', {}, state(cell.state), cell.certified ? ' ∀' : ''),
            element('td', {'data-label': 'counterexample'}, claims.has(cell.name)
              ? [link(cell.name, sizeOf(cell)), ' ', code(cell.topology), ' ',
                cell.tasks.map(task => element('div', {}, breakable(task)))]
              : cell.state === 'REFUTED' ? 'none was kept' : ''))))))));
  }

  function sizeOf(cell) {
    return counted(cell.devices, 'device', 'devices') + ', ' + counted(cell.tasks.length, 'task', 'tasks') + ', '
      + counted(cell.steps, 'step', 'steps');
  }

  // Who deadlocks with whom.

  function deadlockMatrix() {
    const table = element('table', {class: 'matrix deadlocks'},
      element('thead', {}, element('tr', {}, element('th', {scope: 'col'}, 'functions'),
        deadlocks.revisions.map(revision => element('th', {scope: 'col'}, revision)))),
      element('tbody', {}, deadlocks.rows.map(row => element('tr', {},
        element('th', {scope: 'row'}, row.functions.map((name, i) => [i ? ' + ' : '', element('wbr'), code(name)])),
        deadlocks.revisions.map(revision => deadlockCell(row, revision))))));
    const line = hintLine(table, 'A cell leads to the shortest run on the smallest tree.');
    return element('section', {id: 'deadlocks', 'aria-labelledby': 'h-deadlocks'},
      element('h2', {id: 'h-deadlocks'}, 'Who deadlocks with whom'),
      element('ul', {class: 'muted'}, deadlocks.bounds.map(words => element('li', {}, words))),
      element('p', {class: 'muted'}, 'Pairs, and threes of which no two deadlock; those that deadlock in none of these '
        + 'revisions are in ', element('a', {href: 'deadlocks/README.md'}, 'deadlocks/README.md'), '.'),
      element('p', {}, covered(['no-deadlock'])),
      element('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Matrix of deadlocks'}, table),
      line,
      deadlocks.orders ? lockOrders() : '');
  }

  function deadlockCell(row, revision) {
    const cell = row.cells.find(one => one.revision === revision);
    const name = revision + ', ' + row.functions.join(' + ') + ': ';
    if (!cell) {
      const why = row.functions.length > 2 ? 'a function is not there, or two of them deadlock' : 'a function is not there';
      return element('td', {class: 'SKIPPED', 'data-state': 'SKIPPED', 'data-hint': name + why},
        SYMBOLS.SKIPPED, element('span', {hidden: true}, why));
    }
    const run = cell.run && deadlocks.runs[cell.run];
    const words = cell.state + (run ? ': ' + run.topology.split(';')[0] + ', ' + counted(run.steps, 'step', 'steps') : '');
    const attributes = {class: cell.state, 'data-state': cell.state, 'data-hint': name + words};
    if (!run || !claims.has(cell.run)) {
      return element('td', attributes, SYMBOLS[cell.state]);
    }
    const to = link(cell.run, SYMBOLS[cell.state] + ' ', element('span', {class: 'count'}, run.steps));
    to.setAttribute('aria-label', name + words);
    return element('td', attributes, to);
  }

  // In which order locks are taken: one revision at a time, by choice; the newest first.

  function lockOrders() {
    const shown = element('div', {});
    const choices = deadlocks.orders.map(order => {
      const button = element('button', {type: 'button'}, order.revision);
      button.addEventListener('click', () => choose(order));
      return button;
    });
    const choose = order => {
      choices.forEach((button, i) => button.setAttribute('aria-pressed', String(deadlocks.orders[i] === order)));
      shown.replaceChildren(...lockOrder(order));
    };
    choose(deadlocks.orders[deadlocks.orders.length - 1]);
    return element('section', {id: 'order', 'aria-labelledby': 'h-order'},
      element('h3', {id: 'h-order'}, 'The order of locks'),
      element('p', {}, 'Which kind of lock is taken, or waited for, while which is held. An arrow, or a cycle of arrows, '
        + 'is no deadlock: only a cycle that a run closes is one, and leads to that run.'),
      element('div', {class: 'controls', role: 'group', 'aria-label': 'Revision of the order of locks'}, choices),
      shown);
  }

  function lockOrder(order) {
    const drawing = lockDrawing(order);
    const closed = order.cycles.filter(([, answer]) => answer === 'REFUTED');
    const words = {closed: 'a run closes one of its cycles', cycle: 'no run closes one of its cycles', none: ''};
    const region = (name, ...content) =>
      element('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': name}, ...content);
    return [
      element('ul', {class: 'legend'},
        [['closed', 'thick: in a cycle that a run closes'], ['cycle', 'dashed: in cycles that no run closes'],
          ['none', 'thin: in no cycle of up to three kinds']].map(([state, text]) => element('li', {},
          drawn('svg', {width: 40, height: 8, class: 'order', 'aria-hidden': 'true'}, drawn('path', {class: 'arc ' + state, d: 'M0 4h40'})),
          ' ' + text))),
      region('Drawing of the order of locks in ' + order.revision, drawing),
      hintLine(drawing, 'An arrow says here who takes both. Down, at the right, goes with the order; up, at the left, against it. As a file: deadlocks/'
        + order.file),
      element('details', {open: true}, element('summary', {}, counted(closed.length, 'cycle', 'cycles') + ' of up to three kinds that a run closes, of '
        + order.cycles.length), region('Cycles', element('table', {class: 'cycles'},
        element('thead', {}, element('tr', {}, ['cycle', 'answer'].map(head => element('th', {scope: 'col'}, head)))),
        element('tbody', {}, closed.concat(order.cycles.filter(cycle => !closed.includes(cycle))).map(([kinds, answer, run]) => element('tr', {},
          element('td', {}, code(kinds.concat(kinds[0]).join(' → '))),
          element('td', {}, run && claims.has(run) ? [state('REFUTED'), ' ', link(run, sizeOf(deadlocks.runs[run]))]
            : answer === 'PROVED' ? 'no run of two or three tasks within the bounds' : state(answer)))))))),
      element('details', {}, element('summary', {}, counted(order.arrows.length, 'arrow', 'arrows') + ' and who makes each'), region('Arrows', element('table', {class: 'arrows'},
        element('thead', {}, element('tr', {}, ['held', 'taken', 'cycles', 'how', 'by', 'example'].map(head => element('th', {scope: 'col'}, head)))),
        element('tbody', {}, order.arrows.slice().sort((one, other) => one[0] + ' ' + one[1] < other[0] + ' ' + other[1] ? -1 : 1).map(
          ([held, wanted, what, , , how, functions, example]) => element('tr', {},
            element('td', {}, code(held)), element('td', {}, code(wanted)), element('td', {}, words[what]), element('td', {}, how),
            element('td', {}, code(functions)), element('td', {}, code(example)))))))),
    ];
  }

  function lockDrawing(order) {
    const [width, height, left, boxWidth] = order.size;
    return drawn('svg', {
      width, height, viewBox: '0 0 ' + width + ' ' + height, class: 'order', role: 'img',
      'aria-label': 'The order of locks in ' + order.revision + '; the tables below say the same',
    },
    order.arrows.map(([held, wanted, what, path, head, how, functions]) => {
      const hint = held + ' → ' + wanted + (how ? ' (' + how + ')' : '') + ': ' + functions;
      return drawn('g', {'data-hint': hint}, drawn('title', {}, hint),
        drawn('path', {class: 'arc ' + what, d: path}), drawn('path', {class: 'head ' + what, d: head}));
    }),
    order.boxes.map(([kind, y, boxHeight]) => [
      drawn('rect', {class: 'box', x: left, y, width: boxWidth, height: boxHeight, rx: 3}),
      drawn('text', {x: left + 10, y: y + boxHeight / 2 + 4}, kind),
    ]));
  }

  function deadlockWords(run) {
    return element('p', {}, (run.file.startsWith('cycle-') ? 'The smallest run found that closes this cycle of the order of locks: '
      : 'The smallest deadlock of these functions: ') + sizeOf(run) + '. As text: ',
      element('a', {href: 'deadlocks/' + run.file}, 'deadlocks/' + run.file), '.');
  }

  function initial(engine) {
    return engine.charAt(0).toUpperCase();
  }

  function matrix() {
    const columns = data.properties.filter(
      ([id]) => data.revisions.some(([revision]) => cells.get(revision + '/' + id).state !== 'SKIPPED'));
    const rows = data.revisions.map(([revision, source]) => element('tr', {},
      element('th', {scope: 'row', title: source}, revision),
      columns.map(([property, , text]) => matrixCell(cells.get(revision + '/' + property), text))));
    const legend = [
      ['PROVED', 'it holds in that many claims'], ['REFUTED', 'it breaks in so many of so many claims'],
      ['UNKNOWN', 'no answer'], ['STALE', 'computed from other sources than today’s'],
      ['SKIPPED', 'no claim puts it to the test'],
    ];
    const table = element('table', {class: 'matrix'},
      element('thead', {}, element('tr', {}, element('th', {scope: 'col'}, 'revision'), columns.map(propertyHead))),
      element('tbody', {}, rows));
    const line = hintLine(table, 'A cell leads to its claims; a column’s name to what the property says.');
    return element('section', {id: 'questions', 'aria-labelledby': 'h-matrix'},
      element('h2', {id: 'h-matrix'}, 'The claims: revisions against properties'),
      element('p', {class: 'muted'},
        'Each cell speaks of the trees and tasks of its claims only. Letters below a number are the engines that say so: ',
        data.engines.map((engine, i) => (i ? ', ' : '') + initial(engine.name) + ' ' + engine.name),
        '. Claims about the config access lock, about drivers, about wider locks, and about seeded faults are not counted here.'),
      element('p', {}, covered(data.locks.properties)),
      element('ul', {class: 'legend'}, legend.map(([name, words]) =>
        element('li', {}, state(name), element('span', {class: 'muted'}, ' ' + words)))),
      element('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Matrix'}, table),
      line);
  }

  function propertyHead([id, , text]) {
    const name = link('property/' + id, id);
    name.title = text;
    name.dataset.hint = id + ': ' + text;
    return element('th', {scope: 'col'}, name);
  }

  // Says in words what is under the pointer or has the focus.
  function hintLine(table, otherwise) {
    const line = element('p', {class: 'muted hint'}, otherwise);
    const show = event => {
      const target = event.target.closest('[data-hint]');
      line.textContent = target ? target.dataset.hint : otherwise;
    };
    table.addEventListener('mouseover', show);
    table.addEventListener('focusin', show);
    return line;
  }

  function cellWords(cell) {
    const asked = cell.broken.length + cell.held.length + cell.unknown.length + cell.stale.length;
    const of = {
      PROVED: cell.held.length,
      REFUTED: cell.broken.length + ' of ' + asked,
      UNKNOWN: cell.unknown.length + ' of ' + asked,
      STALE: cell.stale.length + ' of ' + asked,
      SKIPPED: '',
    }[cell.state];
    const by = Object.entries(cell.engines).map(
      ([engine, explored]) => engine + ' (' + number(explored) + ' ' + units.get(engine) + ')');
    return {
      count: String(of).replace(' of ', '/'),
      text: cell.state + (of === '' ? '' : ' in ' + of) + (by.length ? ', by ' + by.join(', ') : ''),
    };
  }

  function matrixCell(cell, text) {
    const words = cellWords(cell);
    const name = cell.revision + ', ' + cell.property + ': ';
    const attributes = {
      class: cell.state, 'data-revision': cell.revision, 'data-property': cell.property, 'data-state': cell.state,
      'data-hint': name + words.text + '. ' + text,
    };
    if (cell.state === 'SKIPPED') {
      return element('td', attributes, SYMBOLS.SKIPPED, element('span', {hidden: true}, 'no claim'));
    }
    const to = link('cell/' + cell.revision + '/' + cell.property,
      SYMBOLS[cell.state] + ' ', element('span', {class: 'count'}, words.count),
      element('span', {class: 'by'}, Object.keys(cell.engines).map(initial).join('')));
    to.setAttribute('aria-label', name + words.text);
    return element('td', attributes, to);
  }

  function claimsTable(list) {
    return element('table', {class: 'list'},
      element('thead', {}, element('tr', {},
        ['claim', 'answer', review ? 'code' : 'revision', 'question', 'tree and tasks'].concat(review ? [] : 'explored').map(
          head => element('th', {scope: 'col'}, head)))),
      element('tbody', {}, list.map(claim => element('tr', {'data-claim': claim.name},
        element('td', {}, link(claim.name, claim.name)),
        element('td', {}, state(claim.answer),
          claim.breaks.length ? element('div', {class: 'muted'}, 'breaks ' + claim.breaks.join(', ')) : ''),
        element('td', {'data-label': review ? 'code' : 'revision'}, revisionOf(claim)),
        element('td', {}, claim.question),
        element('td', {}, code(claim.topology), ' ', claim.tasks.map(task => element('div', {}, breakable(task)))),
        review ? '' : element('td', {'data-label': 'explored'}, findings(claim).map(words => element('div', {}, words)))))));
  }

  function findings(claim) {
    const found = claim.findings.map(([engine, answer, complete, stopped, explored]) => engine + ': '
      + (answer === 'STALE' ? '~ STALE' : number(explored) + ' ' + units.get(engine)
        + (complete ? '' : ', not to the end')));
    return found.concat(Object.keys(claim.skipped).map(engine => engine + ': skipped'));
  }

  function propertyList() {
    return element('section', {id: 'properties', 'aria-labelledby': 'h-properties'},
      element('h2', {id: 'h-properties', tabindex: '-1'}, 'The properties'),
      element('table', {class: 'list'},
        element('thead', {}, element('tr', {},
          ['property', 'from', 'what it says'].map(head => element('th', {scope: 'col'}, head)))),
        element('tbody', {}, data.properties.map(([id, source, text]) =>
          element('tr', {id: 'property-' + id, tabindex: '-1'},
            element('td', {}, code(id)), element('td', {'data-label': 'from'}, source), element('td', {}, text))))));
  }

  function showList(title, words, list) {
    const subjects = [...new Set(data.claims.map(subjectOf))];
    const filters = ['all', 'proved', 'refuted', 'unknown'].concat(subjects).map(name => {
      const to = link('claims/' + name, name);
      if (location.hash === '#claims/' + name) {
        to.setAttribute('aria-current', 'true');
      }
      return to;
    });
    chosen.replaceChildren(element('section', {'aria-labelledby': 'h-claims'},
      element('h2', {id: 'h-claims'}, title),
      words,
      element('div', {class: 'filters'}, filters),
      element('div', {class: 'scroll'}, claimsTable(list))));
  }

  function showCell(cell) {
    const property = properties.get(cell.property);
    const engines = Object.entries(cell.engines);
    const groups = [
      ['REFUTED', cell.broken, 'it breaks in'], ['UNKNOWN', cell.unknown, 'no answer in'],
      ['STALE', cell.stale, 'stale in'], ['PROVED', cell.held, 'it holds in'],
    ].filter(([, names]) => names.length);
    const words = element('div', {},
      element('p', {}, code(property.id), ': ' + property.text),
      element('ul', {}, groups.map(([name, names, text]) => element('li', {},
        state(name), ' ' + text + ' ' + counted(names.length, 'claim', 'claims') + ': ',
        names.map((claim, i) => [i ? ', ' : '', link(claim, claim)])))),
      engines.length
        ? element('p', {}, 'So say ', engines.map(([engine, explored], i) =>
          (i ? ', ' : '') + engine + ' after ' + number(explored) + ' ' + units.get(engine)), '.')
        : '');
    const order = cell.broken.concat(cell.unknown, cell.stale, cell.held);
    showList(cell.revision + ', ' + cell.property + ': ' + cell.state, words, order.map(name => claims.get(name)));
  }

  // A claim.

  const article = document.getElementById('claim');
  let stepper = null;

  function facts(pairs) {
    return element('dl', {class: 'facts'}, pairs.filter(([, value]) => value !== '').map(
      ([name, value]) => [element('dt', {}, name), element('dd', {}, value)]));
  }

  function engineTable(claim) {
    return element('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'What each engine found'},
      element('table', {},
        element('thead', {}, element('tr', {}, ['engine', 'answer', 'explored', 'longest path', 'came to its end'].map(
          head => element('th', {scope: 'col'}, head)))),
        element('tbody', {},
          claim.findings.map(([engine, answer, complete, stopped, explored, depth]) => element('tr', {},
            element('th', {scope: 'row'}, engine),
            element('td', {}, state(answer)),
            element('td', {class: 'number'}, number(explored) + ' ' + units.get(engine)),
            element('td', {class: 'number'}, depth ? number(depth) : ''),
            element('td', {}, complete ? 'yes' : 'no: ' + stopped))),
          Object.entries(claim.skipped).map(([engine, why]) => element('tr', {},
            element('th', {scope: 'row'}, engine),
            element('td', {}, state('SKIPPED')),
            element('td', {colspan: '3'}, why))))));
  }

  // Which locks proofs of properties about waiting speak of; empty where there are none.
  function covered(ids) {
    const bounded = data.locks.properties.filter(id => ids.includes(id));
    return bounded.length ? bounded.join(', ') + ': PROVED ' + data.locks.line + '.' : '';
  }

  function propertyLinks(ids) {
    return ids.map((id, i) => [i ? ', ' : '', link('property/' + id, id)]);
  }

  function showClaim(claim, otherName) {
    const trace = Object.hasOwn(data.traces, claim.name) ? data.traces[claim.name] : null;
    const pairs = comparisons(claim);
    article.replaceChildren(
      element('h1', {tabindex: '-1'}, state(claim.answer), ' ', claim.name),
      element('p', {}, claim.question),
      facts([
        [review ? 'code' : 'revision',
          [claim.revision].concat(data.revisions.filter(([id]) => id === claim.revision).map(([, source]) => source)).join(', ')],
        ['changed', claim.fault],
        ['tree', code(claim.topology)],
        ['tasks', claim.tasks.map((task, i) => element('div', {}, 'T' + (i + 1) + ' ', breakable(task)))],
        ['breaks', claim.breaks.length ? propertyLinks(claim.breaks) : ''],
        ['holds', claim.holds.length ? propertyLinks(claim.holds) : ''],
        ['locks', covered(claim.holds)],
        ['side by side', pairs.length ? pairs.map(({first, second}, i) => {
          const shown = first === claim.name ? second : first;
          const to = link(first + '/1/' + second, shown);
          if (trace && otherName === second) {
            to.setAttribute('aria-current', 'true');
          }
          return [i ? ', ' : '', to, ' (' + claims.get(shown).revision + ', ' + claims.get(shown).answer + ')'];
        }) : ''],
      ]),
      claim.swept ? sweptWords(claim.swept) : claim.deadlock ? deadlockWords(claim.deadlock)
        : review ? '' : engineTable(claim));
    if (!trace) {
      article.append(element('p', {}, claim.answer === 'PROVED'
        ? 'No interleaving breaks what was asked, so there is no trace.'
          + (pairs.length ? ' Side by side with a refuted claim, its run on the same schedule is shown.' : '')
        : 'There is no trace.'));
      stepper = null;
      return;
    }
    const other = otherName ? trace.compare.find(({claim: name}) => name === otherName) : null;
    stepper = new Stepper(claim, trace, other);
    article.append(stepper.root);
    const text = document.querySelector('#traces pre[data-claim="' + CSS.escape(claim.name) + '"]');
    if (text) {
      article.append(element('details', {}, element('summary', {}, 'The trace as text'),
        element('pre', {tabindex: '0'}, text.textContent)));
    }
  }

  function sweptWords(cell) {
    return element('p', {}, 'The smallest counterexample of the sweep: ' + sizeOf(cell) + '. T' + (cell.culprit + 1)
      + ' breaks ' + cell.property + '. As text: ',
      element('a', {href: 'sweep/' + cell.revision + '/' + cell.entryPoint + '.txt'},
        'sweep/' + cell.revision + '/' + cell.entryPoint + '.txt'), '.');
  }

  function comparisons(claim) {
    const pairs = [];
    for (const [name, trace] of Object.entries(data.traces)) {
      for (const {claim: second} of trace.compare) {
        if (name === claim.name || second === claim.name) {
          pairs.push({first: name, second});
        }
      }
    }
    // Where both have a trace, the claim's own comes first and the other way round is left out.
    return pairs.filter(({first, second}) => first === claim.name
      || !pairs.some(pair => pair.first === claim.name && pair.second === first));
  }

  // A run: what stands where after so many steps.

  class Run {
    constructor(trace, run) {
      this.devices = trace.devices;
      this.tasks = trace.tasks;
      this.end = run.end;
      this.steps = run.steps.map(([task, device, event, words, stack, lock, holder, notes, breaks]) => ({
        task, device, event: data.words[event], words: data.words[words], stack: data.stacks[stack],
        lock: lock || '', holder, notes: notes || [], breaks: breaks || [],
      }));
    }

    get length() {
      return this.steps.length;
    }

    after(count) {
      const devices = this.devices.map(() => ({mutex: -1, flag: -1, waiting: [], reset: -1, changed: ''}));
      const tasks = this.tasks.map(() => ({stack: [], before: [], asleep: null, ended: false, moved: false}));
      this.steps.slice(0, count).forEach((step, i) => {
        const device = devices[step.device];
        const task = tasks[step.task];
        const last = i === count - 1;
        if (step.lock) {
          device[step.lock] = step.holder;
        }
        if (step.event === 'RESET_BEGIN') {
          device.reset = step.task;
        } else if (step.event === 'RESET_END') {
          device.reset = -1;
        }
        task.before = task.stack;
        task.stack = step.stack;
        task.asleep = step.event.endsWith('_SLEEP') ? step : null;
        for (const [noting, event] of step.notes) {
          tasks[noting].ended ||= data.words[event] === 'TASK_END';
        }
        if (last) {
          task.moved = true;
          device.changed = step.lock || (step.event.startsWith('RESET_') ? 'reset' : task.asleep ? 'waiting' : 'name');
        }
      });
      tasks.forEach((task, i) => {
        if (task.asleep) {
          devices[task.asleep.device].waiting.push(i);
        }
      });
      return {devices, tasks};
    }

    // In words, such as "Step 5 of 5, T1: device_lock(U) sleeps".
    words(count) {
      if (count === 0) {
        return 'Before the first of ' + counted(this.length, 'step', 'steps') + ': nobody holds anything.';
      }
      if (count > this.length) {
        return 'The run was over after ' + counted(this.length, 'step', 'steps') + '.';
      }
      const step = this.steps[count - 1];
      return 'Step ' + count + ' of ' + this.length + ', T' + (step.task + 1) + ': ' + step.words;
    }

    // Where the step's task is then, the innermost function first; and who it is.
    place(count, side) {
      const step = this.steps[Math.min(count, this.length) - 1];
      return {
        frames: step ? step.stack.slice().reverse().map(frame => data.frames[frame].slice(1)) : [],
        who: step ? 'T' + (step.task + 1) + (side ? ' ' + side : '') : '',
      };
    }

    said(count) {
      if (count < 1 || count > this.length) {
        return [];
      }
      return this.steps[count - 1].notes.map(([task, , words]) => 'T' + (task + 1) + ': ' + data.words[words]);
    }

    breaks(count) {
      const now = count >= 1 && count <= this.length ? this.steps[count - 1].breaks : [];
      // What only the end shows, such as being stuck, is told at the last step.
      return count === this.length ? this.end.breaks.concat(now.filter(id => !this.end.breaks.includes(id))) : now;
    }
  }

  const NODE_WIDTH = 118;
  const LETTER_WIDTH = 7.3;
  const NODE_HEIGHT = 72;
  const GAP_X = 14;
  const GAP_Y = 26;

  function tree(run, stands, deadlocked) {
    const children = run.devices.map(() => []);
    const roots = [];
    run.devices.forEach(([, , below], i) => (below < 0 ? roots : children[below]).push(i));
    const places = [];
    // A lock of its own has a name that may be long.
    const widths = run.devices.map(([name, , , , hasFlag]) =>
      hasFlag ? NODE_WIDTH : Math.max(NODE_WIDTH, Math.ceil((name.length + ' deadlock'.length) * LETTER_WIDTH) + 14));
    let right = 0;
    let deepest = 0;
    const place = (device, depth) => {
      deepest = Math.max(deepest, depth);
      children[device].forEach(child => place(child, depth + 1));
      const xs = children[device].map(child => places[child].x);
      const x = xs.length ? (xs[0] + xs[xs.length - 1]) / 2 : right + 2;
      right += xs.length ? 0 : widths[device] + GAP_X;
      places[device] = {x, y: 22 + depth * (NODE_HEIGHT + GAP_Y), width: widths[device]};
    };
    roots.forEach(root => place(root, 0));
    const width = right - GAP_X + 4;
    const height = 22 + (deepest + 1) * (NODE_HEIGHT + GAP_Y) - GAP_Y + 3;
    const svg = drawn('svg', {
      width, height, viewBox: '0 0 ' + width + ' ' + height, role: 'img', 'aria-label': treeWords(run, stands),
    });
    const middle = device => places[device].x + NODE_WIDTH / 2;
    // What has no flag is pci_slot_mutex, which is on no bus.
    const onRootBus = roots.filter(root => run.devices[root][4]);
    const first = middle(onRootBus[0]);
    const last = middle(onRootBus[onRootBus.length - 1]);
    svg.append(drawn('path', {class: 'edge', d: 'M' + Math.min(first, last - 1) + ' 8H' + Math.max(last, first + 1)}));
    onRootBus.forEach(root => svg.append(drawn('path', {class: 'edge', d: 'M' + middle(root) + ' 8V22'})));
    run.devices.forEach(([, bridge], device) => {
      const bottom = places[device].y + NODE_HEIGHT;
      if (bridge) {
        const bus = bottom + GAP_Y / 2;
        const ends = children[device].map(middle).concat(middle(device) - 12, middle(device) + 12);
        svg.append(drawn('path', {
          class: 'edge',
          d: 'M' + middle(device) + ' ' + bottom + 'V' + bus + 'M' + Math.min(...ends) + ' ' + bus + 'H' + Math.max(...ends),
        }));
        children[device].forEach(child => svg.append(drawn('path', {
          class: 'edge', d: 'M' + middle(child) + ' ' + bus + 'V' + places[child].y,
        })));
      }
    });
    run.devices.forEach((device, i) => svg.append(node(device, places[i], stands.devices[i],
      deadlocked.includes(device[0]))));
    return svg;
  }

  function node([name, , , inSlot, hasFlag, isVirtual], {x, y, width}, device, deadlocked) {
    const group = drawn('g', {class: 'device', 'data-device': name});
    group.append(drawn('rect', {
      class: 'box' + (deadlocked ? ' deadlock' : device.changed ? ' changed' : ''), x, y, width, height: NODE_HEIGHT, rx: 3,
    }));
    const line = (row, text, style, changed) => {
      const baseline = y + 17 + row * 16;
      if (changed) {
        group.append(drawn('rect', {class: 'mark', x: x + 3, y: baseline - 12, width: width - 6, height: 15}));
      }
      group.append(drawn('text', {x: x + 7, y: baseline, class: style}, (changed ? '▸' : '') + text));
    };
    const reset = device.reset >= 0 ? ' reset by T' + (device.reset + 1) : device.changed === 'reset' ? ' reset ended' : '';
    line(0, (inSlot ? '[' + name + ']' : isVirtual ? '{' + name + '}' : name) + (deadlocked ? ' deadlock' : reset), deadlocked ? 'alarm' : 'name',
      device.changed === 'name' || device.changed === 'reset');
    const holder = (row, lock, label) => line(row, label + (device[lock] < 0 ? ' free' : ' T' + (device[lock] + 1)),
      device[lock] < 0 ? 'free' : 'by' + device[lock] % 3, device.changed === lock);
    holder(1, 'mutex', 'mutex');
    if (hasFlag) {
      holder(2, 'flag', 'flag ');
    }
    if (device.waiting.length) {
      line(3, device.waiting.map(task => 'T' + (task + 1)).join(',') + ' sleeps', 'alarm', device.changed === 'waiting');
    }
    return group;
  }

  function treeWords(run, stands) {
    const held = run.devices.map(([name], i) => {
      const {mutex, flag, waiting, reset} = stands.devices[i];
      const words = [];
      if (mutex >= 0) {
        words.push('mutex held by T' + (mutex + 1));
      }
      if (flag >= 0) {
        words.push('flag set by T' + (flag + 1));
      }
      if (waiting.length) {
        words.push(waiting.map(task => 'T' + (task + 1)).join(' and ') + ' asleep on it');
      }
      if (reset >= 0) {
        words.push('being reset by T' + (reset + 1));
      }
      return words.length ? name + ': ' + words.join(', ') : '';
    }).filter(words => words);
    return 'The tree of devices. ' + (held.length ? held.join('; ') : 'Nothing is held') + '.';
  }

  // In a review a file has the name of its state behind its own, which the title of the run says.
  function nameOf(file) {
    return review ? file.replace(/ (before|after)( patch \d+)?$/, '') : file;
  }

  function lane(run, stands, task) {
    const {stack, before, asleep, ended, moved} = stands.tasks[task];
    const status = ended ? 'has ended' : asleep ? 'asleep: ' + asleep.words.replace(/,? sleeps$/, '') : stack.length ? 'in the kernel' : 'not begun';
    return element('section', {class: 'lane by' + task % 3 + (moved ? ' moved' : ''), 'data-task': 'T' + (task + 1)},
      element('h3', {}, moved ? '▸' : '', 'T' + (task + 1) + ' ', code(run.tasks[task]), ' ',
        element('span', {class: 'status muted'}, status)),
      element('ol', {}, ended ? [] : stack.map((frame, depth) => {
        const [name, file, lineNumber] = data.frames[frame];
        const [path, lines] = data.sources[file] || [file, {}];
        const isNew = moved && before[depth] !== frame;
        return element('li', {class: isNew ? 'new' : null, title: path + ':' + lineNumber},
          element('span', {class: 'function code'}, (isNew ? '▸' : ' ') + ' '.repeat(depth) + name + '()'),
          element('span', {class: 'source code'}, nameOf(file) + ':' + lineNumber),
          element('span', {class: 'line code'}, lines[lineNumber] || ''));
      })));
  }

  function cycleFigure(cycle) {
    const step = 62;
    const left = 66;
    const wants = cycle.map(([, lock, device]) => 'waits for ' + lock + '(' + device + '),');
    const width = left + Math.ceil(Math.max(...wants.map(words => words.length)) * LETTER_WIDTH);
    const height = cycle.length * step + 14;
    const svg = drawn('svg', {
      width, height, viewBox: '0 0 ' + width + ' ' + height, role: 'img', class: 'cyclefigure',
      'aria-label': 'The deadlock: ' + cycle.map(([task, lock, device, holder]) =>
        task + ' waits for ' + lock + '(' + device + '), held by ' + holder).join('; '),
    });
    cycle.forEach(([task, , , holder], i) => {
      const y = 4 + i * step;
      const below = y + 26;
      svg.append(
        drawn('rect', {class: 'box deadlock', x: 34, y, width: 44, height: 26, rx: 3}),
        drawn('text', {x: 46, y: y + 18, class: 'name'}, task),
        drawn('text', {x: left, y: below + 16}, wants[i]),
        drawn('text', {x: left, y: below + 30}, 'held by ' + holder + (holder === task ? ' itself' : '')));
      if (i < cycle.length - 1) {
        svg.append(
          drawn('path', {class: 'cycle', d: 'M56 ' + below + 'V' + (below + step - 32)}),
          drawn('path', {class: 'arrow', d: 'M56 ' + (below + step - 26) + 'l-5 -9h10z'}));
      } else {
        svg.append(
          drawn('path', {class: 'cycle', d: 'M56 ' + below + 'V' + (below + 22) + 'H12V17H24'}),
          drawn('path', {class: 'arrow', d: 'M34 17l-10 -5v10z'}));
      }
    });
    return svg;
  }

  function ending(run) {
    const {stuck, held, waiting, ended, cycle} = run.end;
    const words = held.concat(waiting, ended.map(task => task + ' has ended'));
    return element('section', {class: cycle.length ? 'cyclebox' : 'ending'},
      element('h3', {}, cycle.length
        ? 'Deadlock: ' + cycle.map(([task]) => task).concat(cycle[0][0]).join(' → ')
        : stuck ? 'Nobody can move' : 'How it stands at the end'),
      element('div', {class: 'picture'},
        cycle.length ? element('div', {class: 'tree', tabindex: '0', role: 'region', 'aria-label': 'Cycle'}, cycleFigure(cycle)) : '',
        element('ul', {}, words.map(text => element('li', {}, text)))));
  }

  class Stepper {
    constructor(claim, trace, other) {
      this.claim = claim;
      this.other = other;
      this.runs = [new Run(trace, trace.run)];
      this.names = [claim.name];
      if (other) {
        this.runs.push(new Run(trace, other.run));
        this.names.push(other.claim);
      }
      this.last = Math.max(...this.runs.map(run => run.length));
      this.at = 0;
      this.build();
    }

    build() {
      const button = (label, words, to) => {
        const made = element('button', {type: 'button', 'aria-label': words, title: words}, label);
        made.addEventListener('click', () => this.go(to()));
        return made;
      };
      this.first = button('⇤', 'First step', () => 0);
      this.back = button('← back', 'One step back', () => this.at - 1);
      this.forward = button('forward →', 'One step forward', () => this.at + 1);
      this.end = button('⇥', 'Last step', () => this.last);
      this.slider = element('input', {type: 'range', min: 0, max: this.last, step: 1, 'aria-label': 'Step'});
      this.slider.addEventListener('input', () => this.go(Number(this.slider.value)));
      this.hunks = this.diffsOf(reviewed.get(this.claim.name.replace(/_(Before|After)$/, '')));
      this.now = element('div', {class: 'now', 'aria-live': 'polite', 'aria-atomic': 'true'});
      this.panels = element('div', {class: 'panels' + (this.other ? ' two' : '')});
      this.parted = element('p', {});
      if (this.other) {
        const parts = this.other.parts;
        this.parted.append(
          'On the right, ' + this.other.claim + ': the same tree and tasks, moved in the same order as long as they can '
            + 'move, then each as far as it gets. ',
          parts > this.last
            ? 'The runs do not part.'
            : link(this.claim.name + '/' + parts + '/' + this.other.claim, 'They part at step ' + parts), ' ',
          link(this.claim.name + '/' + Math.min(this.at, this.runs[0].length), 'Show one run only.'));
      }
      this.root = element('section', {'aria-labelledby': 'h-trace', id: 'stepper'},
        element('h2', {id: 'h-trace'}, this.other ? 'Side by side' : 'The trace'),
        this.parted,
        element('div', {class: 'controls', role: 'group', 'aria-label': 'Steps'},
          this.first, this.back, this.forward, this.end, this.slider),
        element('p', {class: 'muted noprint'}, 'Keys: ← and → step, Home and End jump. ▸ marks what the step changed.'),
        this.now, this.hunks, this.panels);
    }

    // The hunk that the run comes to, and the others of the patch.
    diffsOf(told) {
      const mark = told && told.row.claim === this.claim.name ? told.row.mark : null;
      const others = (told ? told.section.hunks : []).filter(hunk => !mark || hunk !== mark[0]).map(hunk => new Diff(hunk, null));
      this.diffs = (mark ? [new Diff(mark[0], mark)] : []).concat(others);
      const words = mark ? 'The other hunks of the patch' : 'The run comes to no line of the patch; its hunks';
      return element('div', {},
        mark ? this.diffs[0].root : '',
        others.length ? element('details', {}, element('summary', {}, words + ' (' + others.length + ')'), others.map(diff => diff.root)) : '');
    }

    go(step) {
      const wanted = Math.max(0, Math.min(this.last, step));
      if (wanted !== this.at) {
        const hash = '#' + this.claim.name + '/' + wanted + (this.other ? '/' + this.other.claim : '');
        // A step replaces the one before in the history, so that "back" leaves the trace.
        history.replaceState(null, '', hash);
        shown = hash;
        this.show(wanted);
      }
    }

    show(step) {
      this.at = Math.max(0, Math.min(this.last, step));
      this.slider.value = this.at;
      this.slider.setAttribute('aria-valuetext', 'step ' + this.at + ' of ' + this.last);
      for (const [control, off] of [
        [this.first, this.at === 0], [this.back, this.at === 0],
        [this.forward, this.at === this.last], [this.end, this.at === this.last],
      ]) {
        // Not the attribute "disabled", which would take the focus away from who steps by keyboard.
        control.setAttribute('aria-disabled', String(off));
      }
      this.now.replaceChildren(...this.runs.map((run, i) => element('p', {},
        this.other ? claims.get(this.names[i]).revision + ': ' : '',
        code(run.words(this.at)),
        run.said(this.at).map(words => [' · ', code(words)]),
        run.breaks(this.at).length
          ? element('span', {class: 'breaks'}, ' ✗ breaks ' + run.breaks(this.at).join(', ')) : '')));
      this.panels.replaceChildren(...this.runs.map((run, i) => this.panel(run, i)));
      const places = this.runs.map((run, i) => run.place(this.at, this.other ? claims.get(this.names[i]).revision.replace(/:.*/, '') : ''));
      this.diffs.forEach(diff => diff.show(places));
    }

    panel(run, index) {
      const at = Math.min(this.at, run.length);
      const stands = run.after(at);
      const isEnd = at === run.length;
      const deadlocked = isEnd ? run.end.cycle.map(([, , device]) => device) : [];
      const claim = claims.get(this.names[index]);
      return element('div', {class: 'panel', 'data-claim': claim.name},
        this.other ? element('h3', {}, claim.revision + ': ', link(claim.name, claim.name), ' ', state(claim.answer)) : '',
        element('div', {class: 'picture'},
          element('div', {class: 'tree', tabindex: '0', role: 'region', 'aria-label': 'Tree'}, tree(run, stands, deadlocked)),
          element('div', {class: 'lanes'}, run.tasks.map((task, i) => lane(run, stands, i)))),
        isEnd ? ending(run) : '',
        this.around(run, at));
    }

    // Only the steps around the current one, so that a long trace is as fast as a short one.
    around(run, at) {
      const from = Math.max(1, Math.min(at - ROWS_AROUND, run.length - 2 * ROWS_AROUND));
      const to = Math.min(run.length, from + 2 * ROWS_AROUND);
      const rows = [];
      for (let i = from; i <= to; i++) {
        const step = run.steps[i - 1];
        const mark = i === this.at ? '▸' : '';
        const parts = this.other && i === this.other.parts;
        rows.push(element('tr', {'aria-current': i === at && at === this.at ? 'step' : null},
          element('td', {}, mark,
            link(this.claim.name + '/' + i + (this.other ? '/' + this.other.claim : ''), String(i)), parts ? ' ≠' : ''),
          run.tasks.map((task, column) => element('td', {class: 'code'}, column === step.task ? [
            step.words,
            step.notes.map(([, , words]) => element('div', {}, data.words[words])),
            step.breaks.length ? element('div', {class: 'breaks'}, '✗ breaks ' + step.breaks.join(', ')) : '',
          ] : ''))));
      }
      return element('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Steps around'},
        element('table', {class: 'around'},
          element('thead', {}, element('tr', {}, element('th', {scope: 'col'}, 'step'),
            run.tasks.map((task, i) => element('th', {scope: 'col'}, 'T' + (i + 1))))),
          element('tbody', {}, rows)));
    }
  }

  document.addEventListener('keydown', event => {
    if (!stepper || article.hidden || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    // The slider moves by itself; what can be scrolled sideways goes on to scroll.
    const target = event.target;
    if (target === stepper.slider || (target.matches('.scroll, .tree, pre') && target.scrollWidth > target.clientWidth)) {
      return;
    }
    const to = {ArrowLeft: stepper.at - 1, ArrowRight: stepper.at + 1, Home: 0, End: stepper.last}[event.key];
    if (to !== undefined) {
      event.preventDefault();
      stepper.go(to);
    }
  });

  // The fragment says what is shown.

  let shown = null;

  function route() {
    const hash = location.hash;
    if (hash === shown) {
      return;
    }
    const first = shown === null;
    shown = hash;
    let parts;
    try {
      parts = decodeURIComponent(hash.slice(1)).split('/');
    } catch (error) {
      parts = [hash.slice(1)];
    }
    if (!hash && data.claims.length === 1) {
      // The page of one check.
      parts = [data.claims[0].name];
    }
    const message = document.getElementById('message');
    message.replaceChildren();
    document.querySelectorAll('.matrix [aria-current]').forEach(cell => cell.removeAttribute('aria-current'));
    const [name, second, third] = parts;
    if (name === 'main-content') {
      return;
    }
    if (claims.has(name)) {
      showClaimAt(name, second, third, first);
      return;
    }
    article.hidden = true;
    overview.hidden = false;
    stepper = null;
    document.title = 'PCI lock proofs';
    if (name === 'cell' && cells.has(second + '/' + third)) {
      showCell(cells.get(second + '/' + third));
      const link = [...document.querySelectorAll('.matrix a')].find(cell => cell.getAttribute('href') === hash);
      if (link) {
        link.setAttribute('aria-current', 'true');
      }
      chosen.focus();
      chosen.scrollIntoView();
    } else if (name === 'sweep' && swept.some(cell => cell.revision === second && cell.property === third)) {
      showSwept(second, third);
      const link = [...document.querySelectorAll('#sweep .matrix a')].find(cell => cell.getAttribute('href') === hash);
      link.setAttribute('aria-current', 'true');
      chosen.focus();
      chosen.scrollIntoView();
    } else if (name === 'claims' && listed(second)) {
      showList('Claims: ' + second, '', listed(second));
      chosen.focus();
      chosen.scrollIntoView();
    } else if (name === 'property' && properties.has(second)) {
      const row = document.getElementById('property-' + second);
      row.scrollIntoView({block: 'center'});
      row.focus({preventScroll: true});
    } else if (name === 'properties') {
      document.getElementById('h-properties').focus();
      document.getElementById('h-properties').scrollIntoView();
    } else {
      showOverview();
      if (name) {
        message.append(element('p', {}, 'There is nothing called “' + name + '” in these results.'));
      }
      if (!first) {
        window.scrollTo(0, 0);
      }
    }
  }

  function showClaimAt(name, stepText, otherName, first) {
    const claim = claims.get(name);
    const other = otherName && claims.has(otherName) ? otherName : '';
    const isSame = stepper && !article.hidden && stepper.claim === claim
      && (stepper.other ? stepper.other.claim : '') === other;
    if (!isSame) {
      showClaim(claim, other);
      article.hidden = false;
      overview.hidden = true;
      document.title = claim.name + ' – PCI lock proofs';
      if (!first) {
        article.querySelector('h1').focus({preventScroll: true});
        window.scrollTo(0, 0);
      }
    }
    if (stepper) {
      const step = /^\d+$/.test(stepText || '') ? Number(stepText) : 0;
      stepper.show(step);
      if (!isSame && other) {
        stepper.root.scrollIntoView();
      }
    }
  }

  // Colours: the system's, or the reader's choice for as long as the page is open.

  const THEMES = ['system', 'light', 'dark'];
  const themeButton = document.getElementById('theme');
  let theme = 0;
  themeButton.addEventListener('click', () => {
    theme = (theme + 1) % THEMES.length;
    themeButton.textContent = 'Colours: ' + THEMES[theme];
    if (theme) {
      document.documentElement.dataset.theme = THEMES[theme];
    } else {
      delete document.documentElement.dataset.theme;
    }
  });

  // One check says nothing of the revisions as such, and a review speaks of other code.
  // A review leads to its runs patch by patch.
  function showOverview() {
    if (review) {
      chosen.replaceChildren();
    } else {
      showList('Claims', '', data.claims);
    }
  }

  const ofRevisions = data.claims.length > 1
    && data.claims.some(claim => data.revisions.some(([id]) => id === claim.revision));
  overview.append(review ? reviewSections() : introduction(), data.sweep ? sweepMatrix() : '',
    data.deadlocks ? deadlockMatrix() : '', ofRevisions ? matrix() : '', chosen, propertyList());
  if (review) {
    document.querySelector('nav a').textContent = 'Review';
  }
  showOverview();
  window.addEventListener('hashchange', route);
  route();
})();
