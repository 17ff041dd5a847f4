"""Put drafts into the worktree: python assemble.py; run in the worktree's root (from a clean HEAD of main)."""
import csv, io, re, sys
from pathlib import Path
import yaml
D=Path('drafts'); R=Path.cwd(); X=R/'exercises'
BANKS={'choose':['choose.yml','choose-more.yml'],'define':['define.yml'],'document':['document.yml'],'privacy':['privacy.yml'],'bill':['bill.yml'],'denials':['denials.yml'],'current':['current.yml']}
HEAD={'choose':'# Items on telling D9311, D9310 and neither code apart: cases over standing lists (data/decisions.yml).\n# A scene and its twin differ in one fact and have different keys.\n'}
FORMS=['forms-choose.yml','forms-define.yml','forms-document.yml','forms-bill.yml']
PRACT=['practiced-choose.txt','practiced-define.txt','practiced-document.txt','practiced-bill.txt']
DECS=['decisions-define.yml','decisions-document.yml','decisions-bill.yml']
READ=yaml.safe_load(Path('drafts/reads.yml').read_text()) if Path('drafts/reads.yml').exists() else {}
POINTS=yaml.safe_load(Path('drafts/points.yml').read_text())
SOURCES=yaml.safe_load(Path('drafts/sources.yml').read_text())
MOVE=yaml.safe_load(Path('drafts/moves.yml').read_text())
import json
BOOK=json.loads(Path('drafts/with-book.json').read_text())
done=[o for o,fs in BANKS.items() if all((D/f).exists() for f in fs)]
print('converted:',done)
def strip(t): # from "  - id" on, without header
    i=t.index('\nitems:\n')+len('\nitems:\n'); return t[i:].rstrip()+'\n'
for o in done:
    t=HEAD.get(o,f'# Items of `{o}`: cases over standing lists (data/decisions.yml).\n')+f'objective: {o}\nitems:\n'+'\n'.join(strip((D/f).read_text()) for f in BANKS[o])
    for k,v in READ.items():
        if f'  - id: {k}\n' in t:
            i=t.index(f'  - id: {k}\n'); j=t.index('    read: ',i); e=t.index('\n',j); t=t[:j]+f'    read: {v}'+t[e:]
    for k,v in POINTS.items():
        if f'  - id: {k}\n' in t:
            i=t.index(f'  - id: {k}\n'); j=t.index('    point: ',i); e=t.index('\n',j); t=t[:j]+f'    point: {v}'+t[e:]
    for k,v in SOURCES.items():
        if f'  - id: {k}\n' in t:
            i=t.index(f'  - id: {k}\n'); j=t.index('    source: ',i); e=t.index('\n',j); t=t[:j]+f'    source: {v}'+t[e:]
    (X/f'bank/{o}.yml').write_text(t)
items=[i for o in sorted(BANKS) for i in yaml.safe_load((X/f'bank/{o}.yml').read_text())['items']]
ids={i['id']:i for i in items}
used={i.get('decision') for i in items}-{None}
def blocks(t): return re.split(r'(?m)^(?=[a-z0-9-]+:)',t)
base=blocks(Path('drafts/decisions.yml').read_text())
texts={b.split(':')[0]:b.rstrip()+'\n' for b in base[1:]}
for f in DECS:
    if (D/f).exists():
        for b in blocks((D/f).read_text())[1:]: texts[b.split(':')[0]]=re.sub(r'(?m)^(\w[\w-]*:)\s+#.*$',r'\1',b.rstrip())+'\n'
lack=used-texts.keys()
if lack: print('NO LIST',lack)
head=base[0]
(X/'data/decisions.yml').write_text(head+''.join(texts[k] for k in texts if k in used))
# forms
want={}
for f in FORMS:
    if (D/f).exists():
        for form,l in (yaml.safe_load((D/f).read_text()) or {}).items():
            for n in l or []:
                n=n if isinstance(n,str) else n.get('id')
                if n in ids and n.split('-')[0] in done: want.setdefault(form,[]).append(n)
                elif n not in ids: print('FORM names unknown',f,form,n)
for n,to in MOVE.items():
    for l in want.values():
        if n in l: l.remove(n)
    if to: want.setdefault(to,[]).append(n)
out=[]; seen=set()
for block in blocks((X/'data/forms.yml').read_text()):
    name=block.split(':')[0]
    new=list(dict.fromkeys(want.get(name,[]))); seen.add(name)
    lines=block.rstrip('\n').split('\n'); res=[]; placed=set()
    for l in lines:
        m=re.match(r'    - (\S+)',l)
        if m and m[1].split('-')[0] in done:
            o=m[1].split('-')[0]
            if o not in placed:
                placed.add(o); res+=['    - '+n for n in new if n.split('-')[0]==o]
            continue
        res.append(l)
    res+=['    - '+n for n in new if n.split('-')[0] not in placed]
    out.append('\n'.join(res)+'\n'+('\n' if block.endswith('\n\n') else ''))
print('forms without block:',set(want)-seen)
(X/'data/forms.yml').write_text(''.join(out))
# practiced
P=R/'tests/practiced.yml'; points={i['point'] for i in items}; cases={i['case'] for i in items}
have=lambda n: [i['id'] for i in items if n in (i['id'],i['point'],i['case'])]
maps={}
for f in PRACT:
    chap=None
    if not (D/f).exists(): continue
    for l in (D/f).read_text().split('\n'):
        if l.startswith('#') or not l.strip(): continue
        if not l.startswith(' '):
            chap=l.strip().rstrip(':'); 
            continue
        if ': ' not in l: continue
        k,v=l.strip().lstrip('- ').split(': ',1)
        names=[n for n in re.findall(r'[a-z0-9]+(?:-[a-z0-9]+)+|x\d+',v) if have(n)]
        maps.setdefault((chap,k.strip('"')),[]).extend(names)
res=[];chap=None
for l in P.read_text().split('\n'):
    m=re.match(r'^([a-z0-9-]+):$',l)
    if m: chap=m[1]; res.append(l); continue
    m=re.match(r'^  (.+?): \[(.*)\]$',l)
    if not m: res.append(l); continue
    k,v=m[1],[x.strip() for x in m[2].split(',')]
    names=list(dict.fromkeys([n for n in v if have(n)]+maps.get((chap,k),[])))
    if any(w in k for w in('count','tail of an old')) and 'count-consultations' in points: names=list(dict.fromkeys(names+['count-consultations']))
    found={i for n in names for i in have(n)}
    if len(found)<5: print('FEW',chap,'|',k,'|',len(found),names)
    res.append(f'  {k}: [{", ".join(names)}]')
P.write_text('\n'.join(res))
# review
rows=list(csv.DictReader((R/'tests/review.csv').open())); cols=list(rows[0]); old={r['item']:r for r in rows}
buf=io.StringIO(); w=csv.DictWriter(buf,cols,lineterminator='\n'); w.writeheader()
for i in items:
    src=i['source'] if isinstance(i['source'],list) else [i['source']]
    r=old.get(i['id'])
    if r is None or 'decision' in i: r=dict(zip(cols,[i['id'],i.get('version',1),'ok',' '.join(src),'','','','again','new case over a decision; to be read by someone fresh']))
    if i['id'] in BOOK:
        key=' '.join(f"{x['id']}:{x['key']}" for x in i['rows']) if 'rows' in i else (i['key'] if isinstance(i['key'],str) else ' '.join(sorted(i['key'])))
        r|={'reached':key,'from':i['read'],'again':'','action':BOOK[i['id']][1] and 'reworded after a reader marked it' or 'none needed'}
    w.writerow(r)
(R/'tests/review.csv').write_text(buf.getvalue())
print(len(items),'items')
