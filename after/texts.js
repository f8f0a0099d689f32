// What people and agents write in the pretend world. Data only; `{…}` is filled in by `fill`.
// The house sells Beacon sensors, the Relay gateway and the Harbour dashboard.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
function _export(target, all) {
    for(var name in all)Object.defineProperty(target, name, {
        enumerable: true,
        get: Object.getOwnPropertyDescriptor(all, name).get
    });
}
_export(exports, {
    get ACTIVITIES () {
        return ACTIVITIES;
    },
    get BILLING_TROUBLE () {
        return BILLING_TROUBLE;
    },
    get BLAME () {
        return BLAME;
    },
    get DEAL_NAMES () {
        return DEAL_NAMES;
    },
    get EVERYDAY () {
        return EVERYDAY;
    },
    get EVERYDAY_IN () {
        return EVERYDAY_IN;
    },
    get INTERNAL () {
        return INTERNAL;
    },
    get LATE_NOTE () {
        return LATE_NOTE;
    },
    get PLACES () {
        return PLACES;
    },
    get PRAISE () {
        return PRAISE;
    },
    get PRODUCTS () {
        return PRODUCTS;
    },
    get THANKS () {
        return THANKS;
    },
    get TROUBLE () {
        return TROUBLE;
    },
    get TROUBLE_NOTE () {
        return TROUBLE_NOTE;
    },
    get fill () {
        return fill;
    }
});
function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (mark, name)=>values[name] ?? mark);
}
const PRODUCTS = [
    'Beacon sensors',
    'Relay gateway',
    'Harbour dashboard',
    'Beacon Mini',
    'Relay Pro',
    'Harbour reports'
];
const TROUBLE = [
    {
        ...{
            subject: '{product} offline since this morning',
            body: 'Since about 6:40 nothing arrives from our {product}. The lights are on, the cable is fine, we restarted twice. This stops our whole {place}.'
        },
        ...{
            answers: [
                'I am sorry, {first}. I can see the device last spoke to us at 06:38. Could you send me the log from the local page?',
                'Second line has the case now. I will call you before noon.'
            ],
            tags: [
                'outage',
                'hardware'
            ]
        }
    },
    {
        ...{
            subject: 'URGENT: wrong readings, we had to stop production',
            body: 'Three of the sensors show 4 degrees too much. We had to throw away a batch. Somebody please call me TODAY.'
        },
        ...{
            answers: [
                'This reached the right desk. Our engineer is comparing your calibration data.',
                'Replacement units leave tomorrow by courier, at no charge.'
            ],
            tags: [
                'calibration',
                'escalated'
            ]
        }
    },
    {
        ...{
            subject: 'Nobody answers me – third message',
            body: 'I wrote on Monday and on Wednesday. The update still breaks the {product}. If this is not solved by Friday we will look elsewhere.'
        },
        ...{
            answers: [
                'You are right, and I apologise: your first messages were filed under another account. I have them all now.'
            ],
            tags: [
                'escalated',
                'update'
            ]
        }
    },
    {
        ...{
            subject: 'Login fails for the whole team after the update',
            body: 'Since the weekend all 14 of us get "session expired" at once. {place} is blind at the moment.'
        },
        ...{
            answers: [
                'We rolled the change back for your account at 10:05. Does it work for everybody now?'
            ],
            tags: [
                'login',
                'update'
            ]
        }
    }
];
const BILLING_TROUBLE = [
    {
        ...{
            subject: 'Invoice {invoice}: reminder although we disputed it',
            body: 'You sent a reminder for {invoice}. We wrote weeks ago that the quantity is wrong (we received 8, not 12). Please stop the reminders until this is cleared up.'
        },
        ...{
            answers: [
                'Thank you, I have put the reminder on hold and asked the warehouse for the delivery note.'
            ],
            tags: [
                'billing',
                'dispute'
            ]
        }
    },
    {
        ...{
            subject: 'Please extend the due date of {invoice}',
            body: 'Hello, our customer pays late, so we need another three weeks for {invoice} ({amount}). Is that possible?'
        },
        ...{
            answers: [
                'I have asked accounts. Until they answer nothing will be blocked.',
                'Accounts agree to 14 days.'
            ],
            tags: [
                'billing',
                'payment-terms'
            ]
        }
    },
    {
        ...{
            subject: 'Account blocked because of {invoice}?',
            body: 'Our dashboard says "suspended". We paid a part of {invoice} last week, the rest follows. Please unblock us, we work with it every day!'
        },
        ...{
            answers: [
                'I can see the part payment. I have asked for the block to be lifted.'
            ],
            tags: [
                'billing',
                'blocked'
            ]
        }
    }
];
const EVERYDAY = [
    {
        ...{
            subject: 'How do I add a second site?',
            body: 'We open a second {place} in spring. Do we need another licence, or can one {product} serve both?'
        },
        ...{
            answers: [
                'One is enough for up to five sites: Settings → Sites → Add. I attach the guide.'
            ],
            tags: [
                'how-to'
            ]
        }
    },
    {
        ...{
            subject: 'Invoice copy for last year',
            body: 'Our auditor asks for all invoices of last year as PDF. Can you send them in one go?'
        },
        ...{
            answers: [
                'Of course, here they are in one archive. The link works for seven days.'
            ],
            tags: [
                'billing',
                'documents'
            ]
        }
    },
    {
        ...{
            subject: 'Battery of a Beacon empty after 5 months',
            body: 'The data sheet says two years. Is that one faulty?'
        },
        ...{
            answers: [
                'It is. A new one is on its way, please keep the old one for the courier.'
            ],
            tags: [
                'hardware',
                'warranty'
            ]
        }
    },
    {
        ...{
            subject: 'Change of address',
            body: 'We moved! Please send everything to the new address from the first of the month.'
        },
        ...{
            answers: [
                'Done. Congratulations on the new place.'
            ],
            tags: [
                'master-data'
            ]
        }
    },
    {
        ...{
            subject: 'CSV export cuts off umlauts and accents',
            body: 'When I open the export all the names look broken. Excel, of course.'
        },
        ...{
            answers: [
                'Please choose "UTF-8 with mark" in the export window, that one Excel understands.',
                'Did that help?'
            ],
            tags: [
                'how-to',
                'export'
            ]
        }
    },
    {
        ...{
            subject: 'Feature wish: dark mode',
            body: 'Night shift here. The {product} is like looking into the sun. Any plans?'
        },
        ...{
            answers: [
                'You are number 212 to ask, and it is in the beta. Shall I add you?'
            ],
            tags: [
                'feature-request'
            ]
        }
    },
    {
        ...{
            subject: 'Where is my order?',
            body: 'Tracking has said "in transit" for nine days now.'
        },
        ...{
            answers: [
                'The carrier lost it; we have sent a second parcel today.'
            ],
            tags: [
                'shipping'
            ]
        }
    },
    {
        ...{
            subject: 'Delete the account of a colleague',
            body: 'Sam has left us. Please remove the access and tell me what is stored.'
        },
        ...{
            answers: [
                'The access is gone. I attach the list of what we hold.'
            ],
            tags: [
                'privacy',
                'access'
            ]
        }
    }
];
const EVERYDAY_IN = {
    de: [
        {
            ...{
                subject: 'Sensor meldet sich nicht mehr',
                body: 'Guten Tag, seit gestern fehlt ein Sensor in der Übersicht. Batterie ist neu. Was kann ich tun?'
            },
            ...{
                answers: [
                    'Guten Tag, bitte halten Sie die Taste zehn Sekunden gedrückt, dann meldet er sich neu an.'
                ],
                tags: [
                    'hardware'
                ]
            }
        },
        {
            ...{
                subject: 'Rechnung an neue Adresse',
                body: 'Bitte stellen Sie die Rechnungen ab sofort auf unsere neue Anschrift aus.'
            },
            ...{
                answers: [
                    'Gerne, ist geändert.'
                ],
                tags: [
                    'master-data'
                ]
            }
        },
        {
            ...{
                subject: 'Passwort vergessen, Mail kommt nicht an',
                body: 'Die Mail zum Zurücksetzen kommt nicht an, auch nicht im Spam.'
            },
            ...{
                answers: [
                    'Bei uns steht noch Ihre alte Adresse. Ist die hier die neue?'
                ],
                tags: [
                    'login'
                ]
            }
        }
    ],
    fr: [
        {
            ...{
                subject: 'Livraison incomplète',
                body: 'Bonjour, il manque deux capteurs dans le colis reçu ce matin. Merci de votre aide.'
            },
            ...{
                answers: [
                    'Bonjour, les deux capteurs partent aujourd’hui. Toutes nos excuses.'
                ],
                tags: [
                    'shipping'
                ]
            }
        },
        {
            ...{
                subject: 'Changer la langue du tableau de bord',
                body: 'Comment passer le tableau de bord en français pour toute l’équipe ?'
            },
            ...{
                answers: [
                    'Réglages → Équipe → Langue.'
                ],
                tags: [
                    'how-to'
                ]
            }
        }
    ],
    'pt-BR': [
        {
            ...{
                subject: 'Nota fiscal com CNPJ errado',
                body: 'Olá, a última nota saiu com o CNPJ antigo. Podem corrigir?'
            },
            ...{
                answers: [
                    'Olá! Corrigida e reenviada.'
                ],
                tags: [
                    'billing',
                    'documents'
                ]
            }
        }
    ],
    ja: [
        {
            ...{
                subject: 'センサーの追加について',
                body: 'お世話になっております。センサーを5台追加したいのですが、手順を教えてください。'
            },
            ...{
                answers: [
                    'お問い合わせありがとうございます。手順書をお送りします。'
                ],
                tags: [
                    'how-to'
                ]
            }
        }
    ],
    'zh-CN': [
        {
            ...{
                subject: '发票抬头修改',
                body: '您好，请把发票抬头改成公司新名称，谢谢。'
            },
            ...{
                answers: [
                    '您好，已经修改。'
                ],
                tags: [
                    'billing'
                ]
            }
        }
    ],
    ko: [
        {
            ...{
                subject: '로그인 문제',
                body: '어제부터 로그인이 되지 않습니다. 확인 부탁드립니다.'
            },
            ...{
                answers: [
                    '확인했습니다. 다시 시도해 주세요.'
                ],
                tags: [
                    'login'
                ]
            }
        }
    ]
};
const PLACES = [
    'warehouse',
    'cold store',
    'bakery',
    'clinic',
    'workshop',
    'greenhouse',
    'office'
];
const THANKS = [
    'Works again, thank you!',
    'Perfect, that was quick.',
    'OK thanks',
    'Great, you can close this.',
    'Solved. Thanks for the call as well.'
];
const PRAISE = [
    'Fast and friendly',
    'Finally somebody who reads the whole message',
    'Great help',
    'Very patient with me'
];
const BLAME = [
    'Took three days for one line',
    'Had to explain everything twice',
    'Not solved, just closed',
    'Nobody called back as promised'
];
const INTERNAL = [
    'Seen the open invoice, careful with promises.',
    'Asked second line in the channel.',
    'Customer called as well, very unhappy.',
    'Same as the case of last month?'
];
const DEAL_NAMES = [
    '{firm} – {product}',
    '{firm}: {product} for the second site',
    'Renewal {year} – {firm}',
    'Pilot {product}, {firm}',
    '{firm} – upgrade to {product}',
    'Framework agreement {firm}'
];
const ACTIVITIES = {
    calls: [
        {
            subject: 'Discovery call',
            body: 'Talked for 25 minutes. They run {place}s at two sites and write temperatures down by hand.'
        },
        {
            subject: 'Left a voicemail',
            body: 'No answer, left a message about the offer.'
        },
        {
            subject: 'Call back about prices',
            body: '{first} compares us with two others, decision within the quarter.'
        },
        {
            subject: 'Check-in',
            body: 'All fine, colleagues like the {product}. Asked for a reference: yes, in spring.'
        }
    ],
    emails: [
        {
            subject: 'Our offer for {firm}',
            body: 'Hello {first}, as discussed you find the offer for the {product} attached. It holds for 30 days.'
        },
        {
            subject: 'Re: a few questions',
            body: 'Hi {first}, yes to the first two, and for the third I have asked our engineers.'
        },
        {
            subject: 'Dates for the demo',
            body: 'Would Tuesday at 10 or Thursday at 14 suit you?'
        }
    ],
    meetings: [
        {
            subject: 'Demo of the {product}',
            body: 'Shown to five people. Much interest in alarms by phone. Next step: pilot.'
        },
        {
            subject: 'Quarterly review',
            body: 'Looked at usage and open tickets together.'
        },
        {
            subject: 'Kick-off',
            body: 'Sites, dates and contacts agreed.'
        }
    ],
    notes: [
        {
            subject: null,
            body: 'Met at the trade fair, wants to hear from us after the holidays.'
        },
        {
            subject: null,
            body: 'Prefers the phone. Never on Mondays.'
        },
        {
            subject: null,
            body: 'Budget is with {firm} headquarters; {first} decides up to 5,000.'
        },
        {
            subject: null,
            body: 'Has a new address, writes from the private one at times.'
        }
    ],
    tasks: [
        {
            subject: 'Send the contract',
            body: 'Version with the payment terms legal agreed to.'
        },
        {
            subject: 'Follow up on the offer',
            body: 'Ask whether the pilot may start.'
        },
        {
            subject: 'Ask for a reference',
            body: ''
        }
    ]
};
const LATE_NOTE = 'Accounts say {invoice} is overdue. Speak to {first} before sending the next offer.';
const TROUBLE_NOTE = '{first} is very unhappy with support at the moment ("{subject}"). Do not call to sell anything.';
