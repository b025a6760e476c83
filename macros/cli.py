import sys
from pathlib import Path
from macros.programme import examine
from macros.problems import report
p,f=examine(Path(sys.argv[1] if len(sys.argv)>1 else '.'))
print(report(sorted(set(f))) if f else 'ok')
print({k:len(v) for k,v in p.index.items()})
