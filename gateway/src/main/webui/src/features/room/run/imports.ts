/**
 * What `import` finds where a program runs: Python's standard library as far as the browser has it. Not there are
 * packages such as numpy, and parts that need windows, terminals, or libraries of the machine.
 */
const there = new Set(
  (
    '__future__ __main__ _thread abc annotationlib argparse array ast asyncio atexit base64 bdb binascii bisect ' +
    'builtins bz2 calendar cmath cmd code codecs codeop collections colorsys compileall compression concurrent ' +
    'configparser contextlib contextvars copy copyreg cProfile csv ctypes dataclasses datetime decimal difflib dis ' +
    'doctest email encodings enum errno faulthandler filecmp fileinput fnmatch fractions ftplib functools gc ' +
    'genericpath getopt getpass gettext glob graphlib gzip hashlib heapq hmac html http imaplib importlib inspect ' +
    'io ipaddress itertools json keyword linecache locale logging mailbox marshal math mimetypes mmap ' +
    'modulefinder multiprocessing netrc ntpath numbers opcode operator optparse os pathlib pdb pickle pickletools ' +
    'pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty py_compile pyclbr pydoc pyexpat ' +
    'queue quopri random re reprlib rlcompleter runpy sched secrets select selectors shelve shlex shutil signal ' +
    'site smtplib socket socketserver sre_compile stat statistics string stringprep struct subprocess symtable ' +
    'sys sysconfig tabnanny tarfile tempfile textwrap this threading time timeit token tokenize tomllib trace ' +
    'traceback tracemalloc tty types typing unicodedata unittest urllib uuid warnings wave weakref webbrowser ' +
    'fcntl lzma nturl2path sqlite3 sre_constants sre_parse ssl termios wsgiref xml xmlrpc zipapp zipfile zipimport zlib zoneinfo'
  ).split(' '),
);

const textsAndComments =
  /'''[\s\S]*?(?:'''|$)|"""[\s\S]*?(?:"""|$)|'(?:\\.|[^'\\\n])*'?|"(?:\\.|[^"\\\n])*"?|#[^\n]*/g;
const imports =
  /(?:^|[;:])[ \t]*(?:from[ \t]+([\p{L}_][\p{L}\p{N}_]*)[\p{L}\p{N}_.]*[ \t]+import\b|import[ \t]+([^\n;]+))/gmu;
const name = /^\s*([\p{L}_][\p{L}\p{N}_]*)/u;

/** The modules that a program imports and Run does not have, each once, in the order of the program. */
export function missingModules(program: string): string[] {
  const code = program.replace(textsAndComments, "''");
  const found = [...code.matchAll(imports)].flatMap(([, from, list]) =>
    from ? [from] : (list ?? '').split(',').flatMap((one) => name.exec(one)?.[1] ?? []),
  );
  return [...new Set(found)].filter((module) => !there.has(module));
}
